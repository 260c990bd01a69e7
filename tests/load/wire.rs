//! The protocol as a device speaks it. The only file here that knows addresses and messages.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use gridloop_demo::DEMO_PASSWORD;
use gridloop_shared::model::{CaseId, CommandId, ContentHash, DeviceId, Principal};
use gridloop_shared::sync::{
    Entered, MEDIA_TYPE, PROTOCOL, PROTOCOL_HEADER, PackRef, PackedDocuments, PackedRow,
    PackedRows, PullReply, PullRow, PushChange, PushReply, PushRequest, SignIn, SignedIn, Verdict,
    decode, encode,
};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use hyper::{Method, Request, Response};

use crate::link::Link;
use crate::traffic::Traffic;

/// Somebody signed in on a device, with a connection.
pub struct Session {
    server: SocketAddr,
    traffic: Arc<Traffic>,
    link: Link,
    token: String,
    /// Who.
    pub principal: Principal,
}

/// What a pull brought.
#[derive(Default)]
pub struct News {
    /// Documents that came whole.
    pub entered: Vec<Entered>,
    /// Where others lie.
    pub packs: Vec<PackRef>,
    /// Changes of documents that were here.
    pub changes: Vec<Changed>,
}

/// A change of a document that was here.
pub struct Changed {
    /// Of which document.
    pub document: CaseId,
    /// Its act.
    pub command: CommandId,
    /// The change.
    pub bytes: Vec<u8>,
}

/// The stream that says that there is something new.
pub struct Events(Incoming);

/// The bodies of pushes, so many changes each, in order.
///
/// # Errors
/// When a change cannot be written.
pub fn batches(changes: &[PushChange], most: usize) -> Result<Vec<Batch>> {
    let batches = changes.chunks(most.max(1)).map(|changes| {
        let request = PushRequest {
            changes: changes.to_vec(),
        };
        Ok(Batch {
            changes: changes.len(),
            body: encode(&request)?.into(),
        })
    });
    batches.collect()
}

/// The body of one push.
pub struct Batch {
    changes: usize,
    body: Bytes,
}

impl Session {
    /// Signs in as one of the demo's people.
    ///
    /// # Errors
    /// When the server does not know them.
    pub async fn sign_in(
        server: SocketAddr,
        traffic: &Arc<Traffic>,
        user: &str,
        device: DeviceId,
    ) -> Result<Self> {
        let mut link = Link::open(server, traffic).await?;
        let asked = SignIn {
            user: user.to_owned(),
            password: DEMO_PASSWORD.to_owned(),
            device,
        };
        let request = Request::post("/api/v1/session")
            .header(PROTOCOL_HEADER, PROTOCOL)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(serde_json::to_vec(&asked)?))?;
        let answer = body(link.send(request).await?).await?;
        let signed_in: SignedIn = serde_json::from_slice(&answer)?;
        Ok(Self {
            server,
            traffic: traffic.clone(),
            link,
            token: signed_in.token.context("signed in without a token")?,
            principal: signed_in.principal,
        })
    }

    /// Comes back on a new connection.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub async fn reconnect(&mut self) -> Result<()> {
        self.link = Link::open(self.server, &self.traffic).await?;
        Ok(())
    }

    /// Sends a batch, every change of which must be admitted.
    ///
    /// # Errors
    /// When one is not.
    pub async fn push(&mut self, batch: &Batch) -> Result<()> {
        let mut request = self.request(Method::POST, "/api/v1/sync/push", batch.body.clone())?;
        let kind = MEDIA_TYPE.parse()?;
        request.headers_mut().insert(CONTENT_TYPE, kind);
        let answer = body(self.link.send(request).await?).await?;
        let reply: PushReply = decode(&answer)?;
        let admitted = |verdict: &&Verdict| matches!(verdict, Verdict::Admitted { .. });
        let not = reply.verdicts.iter().find(|verdict| !admitted(verdict));
        ensure!(not.is_none(), "a change is not admitted: {not:?}");
        ensure!(
            reply.verdicts.len() == batch.changes,
            "verdicts are missing"
        );
        Ok(())
    }

    /// Pulls from a cursor until there is no more. The cursor then stands at the end.
    ///
    /// # Errors
    /// When an answer does not read.
    pub async fn pull(&mut self, cursor: &mut String) -> Result<News> {
        let mut news = News::default();
        loop {
            let path = format!("/api/v1/sync/pull?cursor={cursor}");
            let request = self.request(Method::GET, &path, Bytes::new())?;
            let answer = body(self.link.send(request).await?).await?;
            let reply: PullReply = decode(&answer)?;
            *cursor = reply.cursor;
            reply.rows.into_iter().for_each(|row| news.take_in(row));
            if !reply.more {
                return Ok(news);
            }
        }
    }

    /// Fetches the list rows of a pack.
    ///
    /// # Errors
    /// When it does not read.
    pub async fn rows(&mut self, pack: &PackRef) -> Result<Vec<PackedRow>> {
        Ok(decode::<PackedRows>(&self.pack(&pack.rows).await?)?.rows)
    }

    /// Fetches the documents of a pack.
    ///
    /// # Errors
    /// When one of its files does not read.
    pub async fn documents(&mut self, pack: &PackRef) -> Result<Vec<Entered>> {
        let mut documents = Vec::new();
        for hash in &pack.documents {
            documents.extend(decode::<PackedDocuments>(&self.pack(hash).await?)?.documents);
        }
        Ok(documents)
    }

    async fn pack(&mut self, hash: &ContentHash) -> Result<Vec<u8>> {
        let path = format!("/api/v1/sync/packs/{hash}");
        let request = self.request(Method::GET, &path, Bytes::new())?;
        body(self.link.send(request).await?).await
    }

    /// Opens the stream of events, on a connection of its own as browsers do.
    ///
    /// # Errors
    /// When the server has none.
    pub async fn events(&self) -> Result<Events> {
        let mut link = Link::open(self.server, &self.traffic).await?;
        let request = self.request(Method::GET, "/api/v1/sync/events", Bytes::new())?;
        Ok(Events(link.send(request).await?.into_body()))
    }

    fn request(&self, method: Method, path: &str, body: Bytes) -> Result<Request<Full<Bytes>>> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(PROTOCOL_HEADER, PROTOCOL)
            .header(AUTHORIZATION, format!("Bearer {}", self.token))
            .header(ACCEPT_ENCODING, "gzip");
        Ok(request.body(Full::new(body))?)
    }
}

impl News {
    fn take_in(&mut self, row: PullRow) {
        match row {
            PullRow::Entered(entered) => self.entered.push(*entered),
            PullRow::Change {
                document,
                bytes,
                arrival,
                ..
            } => self.changes.push(Changed {
                document,
                command: arrival.command,
                bytes,
            }),
            PullRow::Packs { packs } => self.packs.extend(packs),
            PullRow::Ruled { .. }
            | PullRow::Unknown
            | PullRow::Begin { .. }
            | PullRow::Complete
            | PullRow::Directory { .. }
            | PullRow::Left { .. } => {}
        }
    }
}

impl Events {
    /// Waits until the log has grown.
    ///
    /// # Errors
    /// When the stream ends.
    pub async fn next(&mut self) -> Result<()> {
        loop {
            let frame = self
                .0
                .frame()
                .await
                .context("the stream of events ended")??;
            let data = frame.data_ref();
            if data.is_some_and(|data| data.starts_with(b"data:")) {
                return Ok(());
            }
        }
    }
}

/// The body of an answer, unpacked.
async fn body(response: Response<Incoming>) -> Result<Vec<u8>> {
    let packed = response
        .headers()
        .get(CONTENT_ENCODING)
        .is_some_and(|encoding| encoding == "gzip");
    let bytes = response.into_body().collect().await?.to_bytes();
    if !packed {
        return Ok(bytes.to_vec());
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_ref()).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}
