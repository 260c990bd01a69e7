//! `GET /api/v1/photos/{hash}`: for those who may see a case that names it, or decide on an act that does, and for nobody else. With `?size=thumb` a small picture.

use std::io::ErrorKind;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gridloop_shared::model::{PhotoHash, PhotoKind};
use serde::Deserialize;
use tokio::fs;

use super::rights::{Sight, sight};
use super::thumbnails::Thumbnail;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::state::App;

/// The name is the hash: what was read once never changes.
const FOR_GOOD: &str = "private, max-age=31536000, immutable";

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The photo itself if not said.
    size: Option<Size>,
}

/// A size other than its own.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Size {
    /// At most 320 pixels a side, JPEG.
    Thumb,
}

/// Answers the bytes of a photo.
pub async fn read(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    Path(hash): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, ApiError> {
    let hash: PhotoHash = hash.parse().map_err(|_| ApiError::NotFound)?;
    match sight(&app, &principal, &hash).await? {
        Sight::Seen => {}
        // Whether the bytes are here must not show: a hash that somebody picked up is no right to them.
        Sight::Promised => return Err(ApiError::PhotoNotHereYet),
        Sight::Hidden => return Err(ApiError::NotFound),
    }
    let whole = app.photos.whole(&hash);
    let picture = match asked.size {
        None => fs::read(&whole).await,
        Some(Size::Thumb) => match app.photos.thumbnails().get(&hash, &whole).await {
            Ok(Thumbnail::Drawn(bytes)) => Ok(bytes),
            Ok(Thumbnail::None) => return Err(ApiError::NoThumbnail),
            Ok(Thumbnail::Later) => return Err(ApiError::Unavailable),
            Err(error) => Err(error),
        },
    };
    let bytes = picture.map_err(|error| match error.kind() {
        ErrorKind::NotFound => ApiError::PhotoNotHereYet,
        _ => error.into(),
    })?;
    let kind = PhotoKind::sniff(&bytes).ok_or(ApiError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, kind.media_type()),
        (header::CACHE_CONTROL, FOR_GOOD),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, bytes).into_response())
}
