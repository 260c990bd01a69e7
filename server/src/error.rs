//! Why a request was not served: typed inside, one JSON shape outside, logged once, here.

use std::io::ErrorKind;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gridloop_shared::sync::{ApiProblem, ProblemCode};

use crate::ingest::IngestError;
use crate::store::StoreError;

/// The header that says how much of a photo is here.
pub const UPLOAD_OFFSET: &str = "upload-offset";

/// Why a request was not served.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignedOut,
    /// User and password do not belong together.
    #[error("User name and password do not belong together. Check both and try again.")]
    WrongPassword,
    /// Wait.
    #[error("Too many tries. Wait {after_s} seconds, then try again.")]
    TooManyTries {
        /// Seconds to wait.
        after_s: u64,
    },
    /// The device is somebody else's.
    #[error("This device id belongs to somebody else. Make a new one and sign in again.")]
    DeviceOfAnother,
    /// The device was revoked.
    #[error("This device was revoked. Ask the administrator of your subdistrict.")]
    DeviceRevoked,
    /// Not there, or not for this person.
    #[error("Not here.")]
    NotFound,
    /// A decision that has to wait for another.
    #[error("What it builds on is held too. Decide on that first.")]
    BuildsOnHeld,
    /// Held work that cannot be taken any more.
    #[error("It does not fit what has happened since. Refuse it, and say why.")]
    DoesNotFit,
    /// The request is not what it should be.
    #[error("{0}")]
    BadRequest(&'static str),
    /// Another protocol.
    #[error("This server speaks GridLoop protocol 1: send the header `gridloop-protocol: 1`.")]
    WrongProtocol,
    /// The body is larger than may be.
    #[error("Larger than may be. Send less at once.")]
    TooLarge,
    /// A piece does not continue what is here.
    #[error("Continue at byte {at}.")]
    WrongOffset {
        /// How much is here.
        at: u64,
    },
    /// The bytes are not those of the hash.
    #[error("The bytes are not those of the hash. Send the photo again from its beginning.")]
    HashMismatch,
    /// No image.
    #[error("The bytes are no JPEG, PNG or WebP of a sensible size.")]
    NotAnImage,
    /// A record names the photo, and its bytes have not come.
    #[error(
        "The photo has not arrived yet. It comes from the phone of whoever took it; ask again later."
    )]
    PhotoNotHereYet,
    /// It cannot be drawn small.
    #[error("There is no small picture of this photo. Ask for the photo itself.")]
    NoThumbnail,
    /// A device has too much half sent.
    #[error(
        "Too many photos of this device are half sent. Finish one, or wait: what nobody goes on with is removed after 7 days."
    )]
    TooManyParts,
    /// No room on the disk.
    #[error("The server's disk is full. What has arrived is kept; send again later.")]
    StorageFull,
    /// Stopping, or at this very thing already.
    #[error("Not now. Send again in a moment.")]
    Unavailable,
    /// Something failed here.
    #[error("Something failed on the server. Nothing was taken; send again.")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    const fn answer(&self) -> (StatusCode, ProblemCode) {
        match self {
            Self::SignedOut => (StatusCode::UNAUTHORIZED, ProblemCode::SignedOut),
            Self::WrongPassword => (StatusCode::UNAUTHORIZED, ProblemCode::WrongPassword),
            Self::TooManyTries { .. } => (StatusCode::TOO_MANY_REQUESTS, ProblemCode::TooManyTries),
            Self::DeviceOfAnother => (StatusCode::CONFLICT, ProblemCode::DeviceOfAnother),
            Self::DeviceRevoked => (StatusCode::UNAUTHORIZED, ProblemCode::DeviceRevoked),
            Self::NotFound => (StatusCode::NOT_FOUND, ProblemCode::NotFound),
            Self::BuildsOnHeld => (StatusCode::CONFLICT, ProblemCode::BuildsOnHeld),
            Self::DoesNotFit => (StatusCode::CONFLICT, ProblemCode::DoesNotFit),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, ProblemCode::BadRequest),
            Self::WrongProtocol => (StatusCode::BAD_REQUEST, ProblemCode::WrongProtocol),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge),
            Self::WrongOffset { .. } => (StatusCode::CONFLICT, ProblemCode::WrongOffset),
            Self::HashMismatch => (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::HashMismatch),
            Self::NotAnImage => (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::NotAnImage),
            Self::PhotoNotHereYet => (StatusCode::NOT_FOUND, ProblemCode::PhotoNotHereYet),
            Self::NoThumbnail => (StatusCode::NOT_FOUND, ProblemCode::NoThumbnail),
            Self::TooManyParts => (StatusCode::TOO_MANY_REQUESTS, ProblemCode::TooManyParts),
            Self::StorageFull => (StatusCode::INSUFFICIENT_STORAGE, ProblemCode::StorageFull),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, ProblemCode::Unavailable),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, ProblemCode::ServerError),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match &self {
            Self::Internal(source) => tracing::error!(error = %source, "a request failed"),
            Self::StorageFull => tracing::error!("the disk is full: nothing more can be taken in"),
            _ => {}
        }
        let (status, code) = self.answer();
        let retry_after_s = match &self {
            Self::TooManyTries { after_s } => Some(*after_s),
            Self::Unavailable => Some(2),
            Self::TooManyParts | Self::StorageFull => Some(60),
            _ => None,
        };
        let problem = ApiProblem {
            code,
            message: self.to_string(),
            retry_after_s,
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        if let Some(after) = retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(after));
        }
        if let Self::WrongOffset { at } = self {
            headers.insert(UPLOAD_OFFSET, HeaderValue::from(at));
        }
        response
    }
}

impl ApiError {
    /// What a refusal of the framework says in our words.
    pub const fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT => {
                Self::BadRequest("The request took too long. Send again.")
            }
            StatusCode::METHOD_NOT_ALLOWED => Self::BadRequest("This address has no such method."),
            _ => Self::BadRequest("The request is not what this address takes."),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if error.is_full() {
            Self::StorageFull
        } else {
            Self::Internal(Box::new(error))
        }
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::StorageFull,
            _ => Self::Internal(Box::new(error)),
        }
    }
}

impl From<tokio::task::JoinError> for ApiError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<IngestError> for ApiError {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Stopping => Self::Unavailable,
            other => Self::Internal(Box::new(other)),
        }
    }
}
