//! Every path that is not the API's: a file of the app, or the page, which finds its own way from there.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::media::{cache_control, media_type};
use crate::error::ApiError;
use crate::state::App;

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
/// What the app uses, and what it never will.
const PERMITTED: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), \
midi=(), display-capture=(), accelerometer=(), gyroscope=(), magnetometer=()";

/// Answers a file or the page.
pub async fn serve(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Err(ApiError::NotFound);
    }
    let is_file = !path.is_empty() && path != "index.html" && app.assets.file(path).is_some();
    let path = if is_file { path } else { "index.html" };
    let small = takes_brotli(&headers)
        .then(|| app.assets.file(&format!("{path}.br")))
        .flatten();
    let is_small = small.is_some();
    let bytes = match small {
        Some(bytes) => bytes,
        None if is_file => app.assets.file(path).ok_or(ApiError::NotFound)?,
        None => app.assets.page(),
    };
    let tag = tag(&bytes);
    let mut response = if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        bytes.into_response()
    };
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(path)),
    );
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(cache_control(path)),
    );
    out.insert(header::ETAG, tag);
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if is_small {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if !is_file {
        guard(out, &app.assets.policy);
    }
    Ok(response)
}

/// The headers of a page.
fn guard(out: &mut HeaderMap, policy: &str) {
    if let Ok(policy) = HeaderValue::from_str(policy) {
        out.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    out.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    out.insert(PERMISSIONS, HeaderValue::from_static(PERMITTED));
    out.insert(COOP, HeaderValue::from_static("same-origin"));
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|coding| {
                let mut parts = coding.split(';').map(str::trim);
                parts.next() == Some("br") && parts.next() != Some("q=0")
            })
        })
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let digest = hex::encode(Sha256::digest(bytes));
    let short = digest.get(..24).unwrap_or_default();
    HeaderValue::from_str(&format!("\"{short}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}
