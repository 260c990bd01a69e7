//! `GET /api/v1/photos/{hash}`: for those who may see a case that names it, or decide on an act that does, and for nobody else.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gridloop_shared::model::{PhotoHash, PhotoKind};
use gridloop_shared::policy::{Action, permits};
use tokio::fs;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::ingest::shown_to_rule;
use crate::state::App;

/// The name is the hash: what was read once never changes.
const FOR_GOOD: &str = "private, max-age=31536000, immutable";

/// Answers the bytes of a photo.
pub async fn read(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    let hash: PhotoHash = hash.parse().map_err(|_| ApiError::NotFound)?;
    let seen = app
        .store
        .referring(&principal.subdistrict, &hash)
        .await?
        .iter()
        .any(|facts| permits(&principal, Action::View, facts).is_ok());
    if !seen && !shown_to_rule(&app, &principal, &hash).await? {
        return Err(ApiError::NotFound);
    }
    let bytes = match fs::read(app.photos.whole(&hash)).await {
        Ok(bytes) => bytes,
        // The record arrived before its photo.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(ApiError::NotFound);
        }
        Err(error) => return Err(error.into()),
    };
    let kind = PhotoKind::sniff(&bytes).ok_or(ApiError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, kind.media_type()),
        (header::CACHE_CONTROL, FOR_GOOD),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, bytes).into_response())
}
