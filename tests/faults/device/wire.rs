//! The way to the server natively: one request with the app's limits of time, and whatever can come back told apart as the app
//! does it (`app/src/sync/http.rs`, which speaks through the browser).

use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;

use flate2::read::GzDecoder;
use gridloop_app::outbox::{Failure, Trouble};
use gridloop_shared::model::PhotoHash;
use gridloop_shared::sync::{
    ApiProblem, MEDIA_TYPE, PROTOCOL, PROTOCOL_HEADER, ProblemCode, PullReply, PushChange,
    PushReply, PushRequest, SignedIn, decode, encode,
};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

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

/// Why there is no answer of use.
#[derive(Debug, Clone)]
pub enum NoAnswer {
    /// Nobody answered, or somebody else did.
    Trouble(Trouble),
    /// Our server said no, and where a photo goes on.
    Problem(ApiProblem, Option<u64>),
    /// Not here, in an answer that has no body.
    NotHere,
}

/// How far a photo has got at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes have arrived.
    At(u64),
    /// It is whole there.
    Whole,
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

    /// Changes up, verdicts down.
    pub async fn push(&self, changes: Vec<PushChange>) -> Result<PushReply, NoAnswer> {
        let count = changes.len();
        let body = encode(&PushRequest { changes }).unwrap();
        let request = self.request(Method::POST, "/api/v1/sync/push");
        let request = request.header("content-type", MEDIA_TYPE);
        let reply: PushReply = message(&call(request, Some(body)).await?)?;
        let complete = reply.verdicts.len() == count;
        complete
            .then_some(reply)
            .ok_or(NoAnswer::Trouble(Trouble::Garbage))
    }

    /// What is new after this cursor, at most so many rows.
    pub async fn pull(&self, cursor: &str, most: usize) -> Result<PullReply, NoAnswer> {
        let path = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        message(&call(self.request(Method::GET, &path), None).await?)
    }

    /// Who is signed in.
    pub async fn who(&self) -> Result<SignedIn, NoAnswer> {
        let answer = call(self.request(Method::GET, "/api/v1/session"), None).await?;
        serde_json::from_slice(&answer.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }

    /// How far a photo has got.
    pub async fn photo_head(&self, hash: &PhotoHash) -> Result<Progress, NoAnswer> {
        let path = format!("/api/v1/photos/{hash}");
        progress(&call(self.request(Method::HEAD, &path), None).await?)
    }

    /// A piece of a photo.
    pub async fn photo_piece(
        &self,
        hash: &PhotoHash,
        from: u64,
        size: u64,
        piece: Vec<u8>,
    ) -> Result<Progress, NoAnswer> {
        let path = format!("/api/v1/photos/{hash}");
        let request = self
            .request(Method::PATCH, &path)
            .header("content-type", "application/octet-stream")
            .header(OFFSET, from)
            .header("upload-length", size);
        progress(&call(request, Some(piece)).await?)
    }

    /// The server's wake-up calls. A browser waits for them as long as it takes.
    pub async fn events(&self) -> reqwest::Result<Response> {
        let path = format!("/api/v1/sync/events?protocol={PROTOCOL}");
        self.request(Method::GET, &path).send().await
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

fn progress(answer: &Answer) -> Result<Progress, NoAnswer> {
    if answer
        .headers
        .get("upload-complete")
        .is_some_and(|said| said == "?1")
    {
        return Ok(Progress::Whole);
    }
    let at = number(&answer.headers).ok_or(NoAnswer::Trouble(Trouble::Garbage))?;
    Ok(Progress::At(at))
}

fn number(headers: &HeaderMap) -> Option<u64> {
    headers.get(OFFSET)?.to_str().ok()?.parse().ok()
}

impl From<NoAnswer> for Failure {
    fn from(no: NoAnswer) -> Self {
        let problem = match no {
            NoAnswer::Trouble(trouble) => return Self::Trouble(trouble, None),
            NoAnswer::NotHere => return Self::Trouble(Trouble::NotUnderstood, None),
            NoAnswer::Problem(problem, _) => problem,
        };
        let wait = problem
            .retry_after_s
            .and_then(|s| i64::try_from(s * 1_000).ok());
        match problem.code {
            ProblemCode::SignedOut | ProblemCode::DeviceRevoked => Self::SignedOut,
            ProblemCode::WrongProtocol => Self::Trouble(Trouble::TooOld, wait),
            ProblemCode::TooManyTries | ProblemCode::Unavailable => {
                Self::Trouble(Trouble::Busy, wait)
            }
            ProblemCode::ServerError => Self::Trouble(Trouble::Down, wait),
            _ => Self::Trouble(Trouble::NotUnderstood, wait),
        }
    }
}
