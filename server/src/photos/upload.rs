//! `HEAD` and `PATCH /api/v1/photos/{hash}`: how much is here, and the next piece.
//!
//! After the resumable uploads of the IETF's HTTP working group (draft-ietf-httpbis-resumable-upload), of which the
//! headers `Upload-Offset`, `Upload-Length` and `Upload-Complete` are taken.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use gridloop_shared::model::{Photo, PhotoHash, Principal};

use super::finish::finish;
use super::part::{Ended, MOST_PIECE, append};
use super::quota::may_begin;
use super::rights::whole_for;
use super::store::{Writing, length};
use crate::auth::Sender;
use crate::error::{ApiError, UPLOAD_OFFSET};
use crate::state::App;

const OFFSET: HeaderName = HeaderName::from_static(UPLOAD_OFFSET);
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");

/// How much of a photo is here: all of it, or what this device has sent so far. What others have sent shows only to those who
/// may see it.
pub async fn offset(
    State(app): State<Arc<App>>,
    Sender { principal, .. }: Sender,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    let hash: PhotoHash = hash.parse().map_err(|_| ApiError::NotFound)?;
    if let Some(size) = whole_for(&app, &principal, &hash).await? {
        let length = AppendHeaders([(LENGTH, size.to_string())]);
        return Ok((length, here(size, true)).into_response());
    }
    let part = app.photos.part(&hash, &principal.device);
    let arrived = length(&part).await?.ok_or(ApiError::NotFound)?;
    Ok(here(arrived, false).into_response())
}

/// Takes the next piece of a photo.
pub async fn piece(
    State(app): State<Arc<App>>,
    Sender { principal, .. }: Sender,
    Path(hash): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let hash: PhotoHash = hash.parse().map_err(|_| ApiError::NotFound)?;
    let offset = number(&headers, &OFFSET)?;
    let whole = number(&headers, &LENGTH)?;
    let announced = number(&headers, &header::CONTENT_LENGTH).unwrap_or(0);
    if whole > Photo::MOST_BYTES || announced > MOST_PIECE {
        return Err(ApiError::TooLarge);
    }
    let held = app.photos.write(&hash, &principal.device);
    let part = held.ok_or(ApiError::Unavailable)?;
    if let Some(size) = whole_for(&app, &principal, &hash).await? {
        return Ok((StatusCode::NO_CONTENT, here(size, true)).into_response());
    }
    let begun = length(part.part()).await?;
    let arrived = begun.unwrap_or(0);
    if offset != arrived {
        return Err(ApiError::WrongOffset { at: arrived });
    }
    if begun.is_none() {
        may_begin(&app.photos, &principal.device, whole).await?;
    }
    let writing = write(app, principal, part, hash, body, arrived, whole);
    // On its own: when the caller goes, this request is dropped, and what arrived is kept all the same.
    tokio::spawn(writing).await?
}

async fn write(
    app: Arc<App>,
    principal: Principal,
    writing: Writing,
    hash: PhotoHash,
    body: Body,
    arrived: u64,
    whole: u64,
) -> Result<Response, ApiError> {
    let part = writing.part();
    let room = whole.saturating_sub(arrived);
    let ended = append(part, body.into_data_stream(), room).await?;
    let arrived = length(part).await?.unwrap_or(0);
    match ended {
        Ended::Surplus => return Err(ApiError::TooLarge),
        Ended::Cut => return Err(ApiError::WrongOffset { at: arrived }),
        Ended::Whole => {}
    }
    // Also when there was nothing left to send: the server was stopped between the last byte and this.
    if arrived >= whole {
        finish(&app, &principal, part, &hash).await?;
    }
    Ok((StatusCode::NO_CONTENT, here(arrived, arrived >= whole)).into_response())
}

fn here(offset: u64, complete: bool) -> AppendHeaders<[(HeaderName, String); 2]> {
    let complete = if complete { "?1" } else { "?0" };
    AppendHeaders([
        (OFFSET, offset.to_string()),
        (COMPLETE, complete.to_owned()),
    ])
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, ApiError> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .ok_or(ApiError::BadRequest(
            "Upload-Offset and Upload-Length must both be given, in bytes.",
        ))
}
