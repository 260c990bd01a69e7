//! The way to the server natively: one request with the app's limits of time, and whatever can come back told apart as the app
//! does it (`app/src/sync/http.rs`, which speaks through the browser).

use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;

use flate2::read::GzDecoder;
use gridloop_app::outbox::Trouble;
use gridloop_app::sync::{Arrived, NoAnswer, Outside, PhotoPiece};
use gridloop_shared::model::{ContentHash, PhotoHash, Timestamp};
use gridloop_shared::sync::{
    GiveBackReply, GiveBackRequest, MEDIA_TYPE, PROTOCOL, PROTOCOL_HEADER, PackedDocuments,
    PackedRows, PullReply, PushReply, PushRequest, SignedIn, decode, encode,
};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::now;

/// Until the server has to begin its answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long the answer may take from there.
const LONGEST: Duration = Duration::from_secs(120);
/// Bytes of a request for which there is a millisecond more.
const PACE: usize = 4;

const OFFSET: &str = "upload-offset";

/// The way to the server, with a session.
#[derive(Clone)]
pub struct Wire {
    client: Client,
    address: SocketAddr,
    token: String,
}

struct Answer {
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Wire {
    /// To this address, which may be that of a line.
    pub fn to(address: SocketAddr, token: &str) -> Self {
        Self {
            client: Client::new(),
            address,
            token: token.to_owned(),
        }
    }

    /// The server's wake-up calls. A browser waits for them as long as it takes.
    pub async fn events(&self) -> reqwest::Result<Response> {
        let path = format!("/api/v1/sync/events?protocol={PROTOCOL}");
        self.request(Method::GET, &path).send().await
    }

    async fn post<Q: Serialize, R: DeserializeOwned>(
        &self,
        path: &str,
        request: &Q,
    ) -> Result<R, NoAnswer> {
        let body = encode(request).unwrap();
        let request = self.request(Method::POST, path);
        let request = request.header("content-type", MEDIA_TYPE);
        message(&call(request, Some(body)).await?)
    }

    async fn pack<R: DeserializeOwned>(&self, hash: &ContentHash) -> Result<R, NoAnswer> {
        let path = format!("/api/v1/sync/packs/{hash}");
        message(&call(self.request(Method::GET, &path), None).await?)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("http://{}{path}", self.address))
            .header(PROTOCOL_HEADER, PROTOCOL)
            .header("accept-encoding", "gzip")
            .header("cookie", format!("gridloop_session={}", self.token))
    }
}

async fn call(request: RequestBuilder, body: Option<Vec<u8>>) -> Result<Answer, NoAnswer> {
    let more = body.as_ref().map_or(0, Vec::len) / PACE;
    let patience = PATIENCE + Duration::from_millis(u64::try_from(more).unwrap());
    let request = match body {
        Some(body) => request.body(body),
        None => request,
    };
    let slow = |_| NoAnswer::Trouble(Trouble::Slow);
    let unsent = |_| NoAnswer::Trouble(Trouble::NoNetwork);
    let response = timeout(patience, request.send()).await.map_err(slow)?;
    let response = response.map_err(unsent)?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = timeout(LONGEST, response.bytes()).await.map_err(slow)?;
    let body = unpacked(&headers, &body.map_err(unsent)?);
    if status.is_success() {
        return Ok(Answer { headers, body });
    }
    if body.is_empty() && status == 404 {
        return Err(NoAnswer::NotHere);
    }
    match serde_json::from_slice(&body) {
        Ok(problem) => Err(NoAnswer::Problem(problem, number(&headers))),
        Err(_) if status.is_server_error() => Err(NoAnswer::Trouble(Trouble::Down)),
        Err(_) => Err(NoAnswer::Trouble(Trouble::Garbage)),
    }
}

fn unpacked(headers: &HeaderMap, body: &[u8]) -> Vec<u8> {
    if body.is_empty() || headers.get("content-encoding").is_none() {
        return body.to_vec();
    }
    let mut plain = Vec::new();
    GzDecoder::new(body).read_to_end(&mut plain).unwrap();
    plain
}

fn message<T: DeserializeOwned>(answer: &Answer) -> Result<T, NoAnswer> {
    decode(&answer.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
}

fn arrived(answer: &Answer) -> Result<Arrived, NoAnswer> {
    let complete = answer.headers.get("upload-complete");
    if complete.is_some_and(|said| said == "?1") {
        return Ok(Arrived::Whole);
    }
    let at = number(&answer.headers).ok_or(NoAnswer::Trouble(Trouble::Garbage))?;
    Ok(Arrived::At(at))
}

fn number(headers: &HeaderMap) -> Option<u64> {
    headers.get(OFFSET)?.to_str().ok()?.parse().ok()
}

impl Outside for Wire {
    fn now(&self) -> Timestamp {
        now()
    }

    async fn breathe(&self) {
        tokio::task::yield_now().await;
    }

    async fn push(&self, request: PushRequest) -> Result<PushReply, NoAnswer> {
        self.post("/api/v1/sync/push", &request).await
    }

    async fn pull(&self, cursor: &str, most: usize) -> Result<PullReply, NoAnswer> {
        let path = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        message(&call(self.request(Method::GET, &path), None).await?)
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
        let answer = call(self.request(Method::GET, "/api/v1/session"), None).await?;
        serde_json::from_slice(&answer.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }

    async fn photo(&self, hash: &PhotoHash) -> Result<Arrived, NoAnswer> {
        let path = format!("/api/v1/photos/{hash}");
        arrived(&call(self.request(Method::HEAD, &path), None).await?)
    }

    async fn piece(&self, piece: PhotoPiece) -> Result<Arrived, NoAnswer> {
        let path = format!("/api/v1/photos/{}", piece.hash);
        let request = self
            .request(Method::PATCH, &path)
            .header("content-type", "application/octet-stream")
            .header(OFFSET, piece.from)
            .header("upload-length", piece.whole);
        arrived(&call(request, Some(piece.bytes)).await?)
    }
}
