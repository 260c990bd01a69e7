//! `GET /api/v1/sync/packs/{hash}`: for whoever sees all of the subdistrict, and for nobody else.

use std::io::ErrorKind;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gridloop_shared::model::ContentHash;
use gridloop_shared::policy::sees_all;
use gridloop_shared::sync::MEDIA_TYPE;
use tokio::fs;

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::state::App;

/// The name is the hash: what was read once never changes.
const FOR_GOOD: &str = "private, max-age=86400, immutable";

/// Answers a pack.
pub async fn read(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    let hash: ContentHash = hash.parse().map_err(|_| ApiError::NotFound)?;
    if !sees_all(&principal) {
        return Err(ApiError::NotFound);
    }
    let file = app.packs.file(&principal.subdistrict, &hash);
    let bytes = match fs::read(file).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(ApiError::NotFound),
        Err(error) => return Err(error.into()),
    };
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (header::CONTENT_ENCODING, "gzip"),
        (header::CACHE_CONTROL, FOR_GOOD),
    ];
    Ok((headers, bytes).into_response())
}
