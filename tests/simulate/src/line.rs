//! The server as a simulated device reaches it: the same requests as a page's, byte by byte, on a line that can fail.

use std::io::Read;
use std::rc::Rc;

use axum::http::Method;
use flate2::read::GzDecoder;
use gridloop_app::outbox::Trouble;
use gridloop_app::sync::{Arrived, NoAnswer, Outside, PhotoPiece};
use gridloop_shared::json::from_json;
use gridloop_shared::model::{ContentHash, PhotoHash, Timestamp};
use gridloop_shared::sync::{
    ApiProblem, GiveBackReply, GiveBackRequest, PROTOCOL, PROTOCOL_HEADER, PackedDocuments,
    PackedRows, ProblemCode, PullReply, PushReply, PushRequest, SignedIn, decode, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::post::{Call, Reply, send};
use crate::shared::Shared;

/// A device's way to the server.
#[derive(Clone)]
pub struct Line {
    pub shared: Rc<Shared>,
    pub device: usize,
    pub token: String,
    /// How far the device's clock is ahead, in milliseconds.
    pub skew: Rc<std::cell::Cell<i64>>,
}

impl Line {
    async fn call(
        &self,
        method: Method,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    ) -> Result<Reply, NoAnswer> {
        let head = method == Method::HEAD;
        let mut all = vec![
            (PROTOCOL_HEADER, PROTOCOL.to_string()),
            ("authorization", format!("Bearer {}", self.token)),
        ];
        all.extend(headers);
        let call = Call {
            method,
            path: path.to_owned(),
            headers: all,
            body,
        };
        read(send(&self.shared, self.device, call).await?, head)
    }

    async fn post<Q: Serialize, R: DeserializeOwned>(
        &self,
        path: &str,
        request: &Q,
    ) -> Result<R, NoAnswer> {
        let body = encode(request).unwrap();
        let headers = vec![("content-type", "application/cbor".to_owned())];
        message(&self.call(Method::POST, path, headers, body).await?)
    }

    async fn pack<R: DeserializeOwned>(&self, hash: &ContentHash) -> Result<R, NoAnswer> {
        let path = format!("/api/v1/sync/packs/{hash}");
        let mut reply = self.call(Method::GET, &path, vec![], vec![]).await?;
        let mut body = Vec::new();
        GzDecoder::new(reply.body.as_slice())
            .read_to_end(&mut body)
            .unwrap();
        reply.body = body;
        message(&reply)
    }
}

/// As a page reads it.
fn read(reply: Reply, head: bool) -> Result<Reply, NoAnswer> {
    if (200..300).contains(&reply.status) {
        return Ok(reply);
    }
    if head && reply.status == 404 {
        return Err(NoAnswer::NotHere);
    }
    if head && reply.status == 401 {
        let problem = ApiProblem {
            code: ProblemCode::SignedOut,
            message: String::new(),
            retry_after_s: None,
        };
        return Err(NoAnswer::Problem(problem, None));
    }
    match from_json::<ApiProblem>(&reply.body) {
        Ok(problem) => {
            let offset = reply
                .header("upload-offset")
                .and_then(|value| value.parse().ok());
            Err(NoAnswer::Problem(problem, offset))
        }
        Err(_) if reply.status >= 500 => Err(NoAnswer::Trouble(Trouble::Down)),
        Err(_) => Err(NoAnswer::Trouble(Trouble::Garbage)),
    }
}

fn message<T: DeserializeOwned>(reply: &Reply) -> Result<T, NoAnswer> {
    decode(&reply.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }
}

impl Outside for Line {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.shared.now() + self.skew.get())
    }

    async fn breathe(&self) {
        self.shared.moment(self.device).await;
    }

    async fn push(&self, request: PushRequest) -> Result<PushReply, NoAnswer> {
        self.post("/api/v1/sync/push", &request).await
    }

    async fn pull(&self, cursor: &str, most: usize) -> Result<PullReply, NoAnswer> {
        let path = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        message(&self.call(Method::GET, &path, vec![], vec![]).await?)
    }

    async fn packed_rows(&self, hash: &ContentHash) -> Result<PackedRows, NoAnswer> {
        self.pack(hash).await
    }

    async fn packed_documents(&self, hash: &ContentHash) -> Result<PackedDocuments, NoAnswer> {
        self.pack(hash).await
    }

    async fn give_back(&self, request: GiveBackRequest) -> Result<GiveBackReply, NoAnswer> {
        self.post("/api/v1/sync/give-back", &request).await
    }

    async fn who(&self) -> Result<SignedIn, NoAnswer> {
        let path = "/api/v1/session";
        let reply = self.call(Method::GET, path, vec![], vec![]).await?;
        from_json(&reply.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }

    async fn photo(&self, hash: &PhotoHash) -> Result<Arrived, NoAnswer> {
        let path = format!("/api/v1/photos/{hash}");
        arrived(&self.call(Method::HEAD, &path, vec![], vec![]).await?)
    }

    async fn piece(&self, piece: PhotoPiece) -> Result<Arrived, NoAnswer> {
        let path = format!("/api/v1/photos/{}", piece.hash);
        let headers = vec![
            ("content-type", "application/octet-stream".to_owned()),
            ("upload-offset", piece.from.to_string()),
            ("upload-length", piece.whole.to_string()),
        ];
        arrived(
            &self
                .call(Method::PATCH, &path, headers, piece.bytes)
                .await?,
        )
    }
}

fn arrived(reply: &Reply) -> Result<Arrived, NoAnswer> {
    if reply.header("upload-complete") == Some("?1") {
        return Ok(Arrived::Whole);
    }
    reply
        .header("upload-offset")
        .and_then(|value| value.parse().ok())
        .map(Arrived::At)
        .ok_or(NoAnswer::Trouble(Trouble::Garbage))
}
