//! The server as an errand asks it: each call is one request.

use gridloop_shared::model::{ContentHash, PhotoHash, Timestamp};
use gridloop_shared::sync::{
    GiveBackReply, GiveBackRequest, PackedDocuments, PackedRows, PullReply, PushReply, PushRequest,
    SignedIn, encode,
};
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::carrier::{Call, Carrier, Reply, send};
use super::session::ADDRESS as SESSION;
use super::{Arrived, NoAnswer, Outside, PhotoPiece};
use crate::outbox::Trouble;

impl<C: Carrier> Outside for C {
    fn now(&self) -> Timestamp {
        Carrier::now(self)
    }

    async fn breathe(&self) {
        Carrier::breathe(self).await;
    }

    async fn push(&self, request: PushRequest) -> Result<PushReply, NoAnswer> {
        post(self, "/api/v1/sync/push", &request).await
    }

    async fn pull(&self, cursor: &str, most: usize) -> Result<PullReply, NoAnswer> {
        // A cursor is digits, letters, dots and hyphens: nothing to be escaped.
        let path = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        send(self, Call::get(path)).await?.message()
    }

    async fn packed_rows(&self, hash: &ContentHash) -> Result<PackedRows, NoAnswer> {
        pack(self, hash).await
    }

    async fn packed_documents(&self, hash: &ContentHash) -> Result<PackedDocuments, NoAnswer> {
        pack(self, hash).await
    }

    async fn give_back(&self, request: GiveBackRequest) -> Result<GiveBackReply, NoAnswer> {
        post(self, "/api/v1/sync/give-back", &request).await
    }

    async fn who(&self) -> Result<SignedIn, NoAnswer> {
        send(self, Call::get(SESSION)).await?.json()
    }

    async fn photo(&self, hash: &PhotoHash) -> Result<Arrived, NoAnswer> {
        let call = Call::new(Method::HEAD, format!("/api/v1/photos/{hash}"));
        arrived(&send(self, call).await?)
    }

    async fn piece(&self, piece: PhotoPiece) -> Result<Arrived, NoAnswer> {
        let path = format!("/api/v1/photos/{}", piece.hash);
        let mut call =
            Call::new(Method::PATCH, path).with_body("application/octet-stream", piece.bytes);
        call.headers.push(("upload-offset", piece.from.to_string()));
        call.headers
            .push(("upload-length", piece.whole.to_string()));
        arrived(&send(self, call).await?)
    }
}

async fn pack<R: DeserializeOwned>(
    carrier: &impl Carrier,
    hash: &ContentHash,
) -> Result<R, NoAnswer> {
    let call = Call::get(format!("/api/v1/sync/packs/{hash}")).kept();
    send(carrier, call).await?.message()
}

async fn post<Q: Serialize, R: DeserializeOwned>(
    carrier: &impl Carrier,
    path: &str,
    request: &Q,
) -> Result<R, NoAnswer> {
    let body = encode(request).map_err(|_| NoAnswer::Trouble(Trouble::NotUnderstood))?;
    let call = Call::new(Method::POST, path).with_cbor(body);
    send(carrier, call).await?.message()
}

fn arrived(reply: &Reply) -> Result<Arrived, NoAnswer> {
    if reply.complete {
        return Ok(Arrived::Whole);
    }
    reply
        .offset
        .map(Arrived::At)
        .ok_or(NoAnswer::Trouble(Trouble::Garbage))
}
