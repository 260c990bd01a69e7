//! The server as a page reaches it: each call is one request.

use gloo_net::http::Method;
use gridloop_shared::model::{ContentHash, PhotoHash, Timestamp};
use gridloop_shared::sync::{
    GiveBackReply, GiveBackRequest, PackedDocuments, PackedRows, ProblemCode, PullReply, PushReply,
    PushRequest, SignedIn, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::http::{Answer, Call};
use super::session::ADDRESS as SESSION;
use super::{Arrived, NoAnswer, Outside, PhotoPiece};
use crate::device::{breathe, clock};
use crate::outbox::Trouble;

const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const COMPLETE: &str = "upload-complete";

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
        match Call::new(Method::GET, address).send().await {
            Err(NoAnswer::Problem(problem, _)) if problem.code == ProblemCode::PhotoNotHereYet => {
                NotShown::NotHereYet
            }
            Ok(_) | Err(NoAnswer::Problem(..)) => NotShown::Small,
            Err(_) => NotShown::Away,
        }
    }
}

impl Outside for Browser {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    async fn breathe(&self) {
        breathe().await;
    }

    async fn push(&self, request: PushRequest) -> Result<PushReply, NoAnswer> {
        post("/api/v1/sync/push", &request).await
    }

    async fn pull(&self, cursor: &str, most: usize) -> Result<PullReply, NoAnswer> {
        // A cursor is digits, letters, dots and hyphens: nothing to be escaped.
        let address = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        Call::new(Method::GET, &address).send().await?.message()
    }

    async fn packed_rows(&self, hash: &ContentHash) -> Result<PackedRows, NoAnswer> {
        pack(hash).await
    }

    async fn packed_documents(&self, hash: &ContentHash) -> Result<PackedDocuments, NoAnswer> {
        pack(hash).await
    }

    async fn give_back(&self, request: GiveBackRequest) -> Result<GiveBackReply, NoAnswer> {
        post("/api/v1/sync/give-back", &request).await
    }

    async fn who(&self) -> Result<SignedIn, NoAnswer> {
        Call::new(Method::GET, SESSION).send().await?.json()
    }

    async fn photo(&self, hash: &PhotoHash) -> Result<Arrived, NoAnswer> {
        let address = format!("/api/v1/photos/{hash}");
        arrived(&Call::new(Method::HEAD, &address).send().await?)
    }

    async fn piece(&self, piece: PhotoPiece) -> Result<Arrived, NoAnswer> {
        let address = format!("/api/v1/photos/{}", piece.hash);
        let mut call =
            Call::new(Method::PATCH, &address).with_body("application/octet-stream", piece.bytes);
        call.headers.push((OFFSET, piece.from.to_string()));
        call.headers.push((LENGTH, piece.whole.to_string()));
        arrived(&call.send().await?)
    }
}

async fn pack<R: DeserializeOwned>(hash: &ContentHash) -> Result<R, NoAnswer> {
    let address = format!("/api/v1/sync/packs/{hash}");
    Call::new(Method::GET, &address)
        .kept()
        .send()
        .await?
        .message()
}

async fn post<Q: Serialize, R: DeserializeOwned>(
    address: &str,
    request: &Q,
) -> Result<R, NoAnswer> {
    let body = encode(request).map_err(|_| NoAnswer::Trouble(Trouble::NotUnderstood))?;
    let call = Call::new(Method::POST, address).with_cbor(body);
    call.send().await?.message()
}

fn arrived(answer: &Answer) -> Result<Arrived, NoAnswer> {
    let said = |name| answer.headers.get(name);
    if said(COMPLETE).as_deref() == Some("?1") {
        return Ok(Arrived::Whole);
    }
    let offset = said(OFFSET).and_then(|value| value.parse().ok());
    offset
        .map(Arrived::At)
        .ok_or(NoAnswer::Trouble(Trouble::Garbage))
}
