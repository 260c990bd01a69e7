//! The browser as the way to the server.

use gloo_net::http::{Headers, RequestBuilder, Response};
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::{PROTOCOL, PROTOCOL_HEADER, ProblemCode};
use js_sys::Uint8Array;
use web_sys::RequestCache;

use super::NoAnswer;
use super::carrier::{Call, Carrier, LONGEST, Reply, send};
use super::limit::Limit;
use crate::device::{breathe, clock};
use crate::outbox::Trouble;

/// A page of the app.
#[derive(Debug, Clone, Copy, Default)]
pub struct Browser;

/// Why the browser could not show a small picture of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotShown {
    /// A record names the photo; it has not reached the server.
    NotHereYet,
    /// The server has none, or the browser cannot show it: the photo itself may do.
    Small,
    /// There is no way to the server.
    Away,
}

impl Browser {
    /// Asks for the picture at this address once more, to learn what an `<img>` does not say.
    pub async fn why_not_shown(address: &str) -> NotShown {
        match send(&Self, Call::get(address)).await {
            Err(NoAnswer::Problem(problem, _)) if problem.code == ProblemCode::PhotoNotHereYet => {
                NotShown::NotHereYet
            }
            Ok(_) | Err(NoAnswer::Problem(..)) => NotShown::Small,
            Err(_) => NotShown::Away,
        }
    }
}

impl Carrier for Browser {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    async fn breathe(&self) {
        breathe().await;
    }

    /// The session travels in a cookie that scripts cannot read.
    async fn carry(&self, call: Call) -> Result<Reply, Trouble> {
        let limit = Limit::new(call.patience());
        let headers = Headers::new();
        headers.set(PROTOCOL_HEADER, &PROTOCOL.to_string());
        for (name, value) in &call.headers {
            headers.set(name, value);
        }
        let cache = if call.may_be_kept {
            RequestCache::Default
        } else {
            // A browser answers `HEAD` from what it keeps of a `GET`: of a photo that the page has shown, for a year.
            RequestCache::NoStore
        };
        let builder = RequestBuilder::new(&call.path)
            .method(call.method)
            .headers(headers)
            .cache(cache)
            .abort_signal(limit.signal().as_ref());
        let request = match call.body {
            Some(body) => builder.body(Uint8Array::from(body.as_slice())),
            None => builder.build(),
        };
        let response = request.map_err(unsent)?.send().await.map_err(unsent)?;
        limit.reset(LONGEST);
        read(response).await
    }
}

async fn read(response: Response) -> Result<Reply, Trouble> {
    // Our server redirects nobody; a log-in page of a hotel does.
    if response.redirected() {
        return Err(Trouble::Garbage);
    }
    let headers = response.headers();
    let body = response.binary().await.map_err(unsent)?;
    Ok(Reply::new(
        response.status(),
        |name| headers.get(name),
        body,
    ))
}

fn unsent(error: gloo_net::Error) -> Trouble {
    match error {
        gloo_net::Error::JsError(error)
            if matches!(error.name.as_str(), "TimeoutError" | "AbortError") =>
        {
            Trouble::Slow
        }
        _ => Trouble::NoNetwork,
    }
}
