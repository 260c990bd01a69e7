//! One request: with a time limit, with the protocol's version, and with whatever can come back told apart.

use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use gridloop_shared::json::from_json;
use gridloop_shared::sync::{
    ApiProblem, MEDIA_TYPE, PROTOCOL, PROTOCOL_HEADER, ProblemCode, decode,
};
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use web_sys::RequestCache;

use super::NoAnswer;
use super::limit::Limit;
use crate::outbox::Trouble;

/// Milliseconds until the server has to begin its answer.
const PATIENCE: u32 = 15_000;
/// Milliseconds that the answer may take from there: a page of cases at the pace of the worst line that is of any use.
const LONGEST: u32 = 120_000;
/// Bytes of a request that a millisecond carries at that pace.
const PACE: usize = 4;

/// A request.
pub(super) struct Call<'a> {
    pub method: Method,
    pub address: &'a str,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
    cache: RequestCache,
}

/// What our server answered.
pub(super) struct Answer {
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl<'a> Call<'a> {
    pub(super) const fn new(method: Method, address: &'a str) -> Self {
        Self {
            method,
            address,
            headers: Vec::new(),
            body: None,
            // A browser answers `HEAD` from what it keeps of a `GET`: of a photo that the page has shown, for a year.
            cache: RequestCache::NoStore,
        }
    }

    pub(super) fn with_body(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.headers.push(("content-type", media_type.to_owned()));
        self.body = Some(body);
        self
    }

    /// May be answered from what the browser keeps: for what never changes.
    pub(super) const fn kept(mut self) -> Self {
        self.cache = RequestCache::Default;
        self
    }

    pub(super) fn with_cbor(self, body: Vec<u8>) -> Self {
        self.with_body(MEDIA_TYPE, body)
    }

    /// Sends it and waits.
    pub(super) async fn send(self) -> Result<Answer, NoAnswer> {
        let headers = Headers::new();
        headers.set(PROTOCOL_HEADER, &PROTOCOL.to_string());
        for (name, value) in &self.headers {
            headers.set(name, value);
        }
        let body = self.body.as_ref().map_or(0, Vec::len);
        let limit = Limit::new(PATIENCE.saturating_add(u32::try_from(body / PACE).unwrap_or(0)));
        let head = self.method == Method::HEAD;
        let builder = RequestBuilder::new(self.address)
            .method(self.method)
            .headers(headers)
            .cache(self.cache)
            .abort_signal(limit.signal().as_ref());
        let request = match self.body {
            Some(body) => builder.body(Uint8Array::from(body.as_slice())),
            None => builder.build(),
        };
        let response = request.map_err(unsent)?.send().await.map_err(unsent)?;
        limit.reset(LONGEST);
        read(response, head).await
    }
}

async fn read(response: Response, head: bool) -> Result<Answer, NoAnswer> {
    let headers = response.headers();
    // Our server redirects nobody; a log-in page of a hotel does.
    if response.redirected() {
        return Err(NoAnswer::Trouble(Trouble::Garbage));
    }
    let body = response.binary().await.map_err(unsent)?;
    if response.ok() {
        return Ok(Answer { headers, body });
    }
    if head && response.status() == 404 {
        return Err(NoAnswer::NotHere);
    }
    if head && response.status() == 401 {
        return Err(NoAnswer::Problem(signed_out(), None));
    }
    match from_json::<ApiProblem>(&body) {
        Ok(problem) => {
            let offset = headers
                .get("upload-offset")
                .and_then(|value| value.parse().ok());
            Err(NoAnswer::Problem(problem, offset))
        }
        // A proxy whose server is away.
        Err(_) if response.status() >= 500 => Err(NoAnswer::Trouble(Trouble::Down)),
        Err(_) => Err(NoAnswer::Trouble(Trouble::Garbage)),
    }
}

const fn signed_out() -> ApiProblem {
    ApiProblem {
        code: ProblemCode::SignedOut,
        message: String::new(),
        retry_after_s: None,
    }
}

fn unsent(error: gloo_net::Error) -> NoAnswer {
    NoAnswer::Trouble(match error {
        gloo_net::Error::JsError(error)
            if matches!(error.name.as_str(), "TimeoutError" | "AbortError") =>
        {
            Trouble::Slow
        }
        _ => Trouble::NoNetwork,
    })
}

impl Answer {
    /// The message of a CBOR body. Anything else does not come from our server.
    pub(super) fn message<T: DeserializeOwned>(&self) -> Result<T, NoAnswer> {
        decode(&self.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }

    /// The message of a JSON body. Anything else does not come from our server.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, NoAnswer> {
        from_json(&self.body).map_err(|_| NoAnswer::Trouble(Trouble::Garbage))
    }
}
