//! How CBOR answers leave the server.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use gridloop_shared::sync::{MEDIA_TYPE, encode};
use serde::Serialize;

use crate::error::ApiError;

/// A message as the body of an answer.
///
/// # Errors
/// Never for the messages of the protocol.
pub fn cbor<T: Serialize>(message: &T) -> Result<Response, ApiError> {
    let bytes = encode(message).map_err(|error| ApiError::Internal(Box::new(error)))?;
    Ok(([(CONTENT_TYPE, MEDIA_TYPE)], bytes).into_response())
}
