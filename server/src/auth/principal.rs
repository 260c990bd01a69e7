//! The one place where a session becomes a principal. A handler that takes [`SignedIn`] serves nobody else.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use gridloop_shared::model::Principal;
use sha2::{Digest, Sha256};

use crate::error::ApiError;
use crate::state::App;
use crate::store::{Session, TokenHash};

/// The name of the cookie.
pub const COOKIE: &str = "gridloop_session";

/// Who is asking.
pub struct SignedIn(pub Principal);

/// A request's session with its token.
pub struct Held {
    /// The token as it came.
    pub token: String,
    /// The session that it opens.
    pub session: Session,
}

impl Held {
    /// The session of a request.
    ///
    /// # Errors
    /// When there is none, it has ended, or its device was revoked.
    pub async fn of(headers: &HeaderMap, app: &App) -> Result<Self, ApiError> {
        let held = Self::also_revoked(headers, app).await?;
        if held.session.revoked {
            return Err(ApiError::DeviceRevoked);
        }
        Ok(held)
    }

    /// The session of a request, also on a device that was revoked.
    ///
    /// # Errors
    /// When there is none, or it has ended.
    pub async fn also_revoked(headers: &HeaderMap, app: &App) -> Result<Self, ApiError> {
        let token = token(headers).ok_or(ApiError::SignedOut)?;
        let session = app
            .store
            .session(hash(token), app.clock.now())
            .await?
            .ok_or(ApiError::SignedOut)?;
        Ok(Self {
            token: token.to_owned(),
            session,
        })
    }

    /// Who this is.
    pub fn principal(&self) -> Principal {
        Principal {
            person: self.session.person.clone(),
            device: self.session.device,
            subdistrict: self.session.subdistrict.clone(),
            grants: self.session.grants.clone(),
        }
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        Ok(Self(Held::of(&parts.headers, app).await?.principal()))
    }
}

/// What is kept of a token.
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// The token of a request: of a program's header, or of the browser's cookie.
fn token(headers: &HeaderMap) -> Option<&str> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    bearer.or_else(|| {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .find_map(|pair| {
                let (name, value) = pair.trim().split_once('=')?;
                (name == COOKIE).then_some(value)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        assert_eq!(token(&headers), None);
        let cookies = "a=1; gridloop_session=abc; xgridloop_session=no";
        headers.insert(header::COOKIE, cookies.parse().unwrap());
        assert_eq!(token(&headers), Some("abc"));
        headers.insert(header::AUTHORIZATION, "Bearer def".parse().unwrap());
        assert_eq!(token(&headers), Some("def"));
    }
}
