//! `POST /api/v1/sync/push`: a body becomes a batch, verdicts become a body.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use gridloop_shared::sync::{MOST_PUSH_CHANGES, PushReply, PushRequest, decode};

use crate::auth::Sender;
use crate::error::ApiError;
use crate::state::App;
use crate::wire::cbor;

/// Takes in a batch and answers after the commit.
pub async fn push(
    State(app): State<Arc<App>>,
    sender: Sender,
    body: Bytes,
) -> Result<Response, ApiError> {
    let request: PushRequest =
        decode(&body).map_err(|_| ApiError::BadRequest("The body is no push request."))?;
    if request.changes.len() > MOST_PUSH_CHANGES {
        return Err(ApiError::TooLarge);
    }
    let judged = app.ingest.judge(sender, request.changes).await?;
    cbor(&PushReply {
        verdicts: judged.verdicts,
        now: judged.now,
    })
}
