//! One request, and whatever can come back of it told apart. How it travels is for a [`Carrier`] to know: a page's is the browser.

use gridloop_shared::json::from_json;
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::{ApiProblem, MEDIA_TYPE, ProblemCode, decode};
use http::Method;
use serde::de::DeserializeOwned;

use super::NoAnswer;
use crate::outbox::Trouble;

/// Milliseconds that an answer may take from its beginning: a page of cases at the pace of the worst line that is of any use.
pub const LONGEST: u32 = 120_000;
/// Milliseconds until the server has to begin its answer.
const PATIENCE: u32 = 15_000;
/// Bytes of a request that a millisecond carries at that pace.
const PACE: usize = 4;

/// A request. Its sender adds the version of the protocol and the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What is asked.
    pub method: Method,
    /// Of which path.
    pub path: String,
    /// With which headers.
    pub headers: Vec<(&'static str, String)>,
    /// With which body.
    pub body: Option<Vec<u8>>,
    /// May be answered from what the browser keeps: for what never changes.
    pub may_be_kept: bool,
}

impl Call {
    pub(super) fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: None,
            may_be_kept: false,
        }
    }

    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn with_body(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.headers.push(("content-type", media_type.to_owned()));
        self.body = Some(body);
        self
    }

    pub(super) fn with_cbor(self, body: Vec<u8>) -> Self {
        self.with_body(MEDIA_TYPE, body)
    }

    pub(super) const fn kept(mut self) -> Self {
        self.may_be_kept = true;
        self
    }

    /// Milliseconds until the server has to begin its answer.
    #[must_use]
    pub fn patience(&self) -> u32 {
        let bytes = self.body.as_ref().map_or(0, Vec::len);
        PATIENCE.saturating_add(u32::try_from(bytes / PACE).unwrap_or(u32::MAX))
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status (RFC 9110).
    pub status: u16,
    /// How much of a photo has arrived, from `Upload-Offset`.
    pub offset: Option<u64>,
    /// Whether `Upload-Complete` says that all of it has.
    pub complete: bool,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl Reply {
    /// With what its headers say.
    #[must_use]
    pub fn new(status: u16, header: impl Fn(&str) -> Option<String>, body: Vec<u8>) -> Self {
        Self {
            status,
            offset: header("upload-offset").and_then(|value| value.parse().ok()),
            complete: header("upload-complete").as_deref() == Some("?1"),
            body,
        }
    }

    /// The message of a CBOR body. Anything else does not come from our server.
    pub(super) fn message<T: DeserializeOwned>(&self) -> Result<T, NoAnswer> {
        decode(&self.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }

    /// The message of a JSON body. Anything else does not come from our server.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, NoAnswer> {
        from_json(&self.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }
}

/// What brings a request to the server and its answer back, and knows the time.
pub trait Carrier {
    /// What time it is, as the device believes.
    fn now(&self) -> Timestamp;

    /// Lets the screen be drawn between two pieces of work.
    fn breathe(&self) -> impl Future<Output = ()>;

    /// Sends a request with the session and the version of the protocol, and waits no longer than [`Call::patience`] for the
    /// beginning of the answer and [`LONGEST`] for the rest.
    fn carry(&self, call: Call) -> impl Future<Output = Result<Reply, Trouble>>;
}

/// Sends a request. Only what our server has done as it was asked is an answer.
pub(super) async fn send(carrier: &impl Carrier, call: Call) -> Result<Reply, NoAnswer> {
    let head = call.method == Method::HEAD;
    let reply = carrier.carry(call).await.map_err(NoAnswer::Trouble)?;
    match reply.status {
        200..=299 => Ok(reply),
        404 if head => Err(NoAnswer::NotHere),
        401 if head => Err(NoAnswer::Problem(signed_out(), None)),
        status => Err(match from_json::<ApiProblem>(&reply.body) {
            Ok(problem) => NoAnswer::Problem(problem, reply.offset),
            // A proxy whose server is away.
            Err(_) if status >= 500 => NoAnswer::Trouble(Trouble::Down),
            Err(_) => NoAnswer::Trouble(Trouble::Garbage),
        }),
    }
}

const fn signed_out() -> ApiProblem {
    ApiProblem {
        code: ProblemCode::SignedOut,
        message: String::new(),
        retry_after_s: None,
    }
}
