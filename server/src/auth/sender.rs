//! Who hands something in: also somebody whose role has ended since they did it, and a device that was revoked. What they did
//! is not lost; whether it is taken is for a supervisor to decide.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use gridloop_shared::model::{Grant, Principal};

use super::principal::Held;
use crate::error::ApiError;
use crate::state::App;
use crate::store::Former;

/// Who hands something in.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Who, with the grants of now.
    pub principal: Principal,
    /// What they could do before.
    pub former: Vec<Former>,
    /// Whether the device was revoked.
    pub revoked: bool,
}

impl Sender {
    /// Who they are with other grants: those that they had once.
    pub fn with(&self, grants: &[Grant]) -> Principal {
        Principal {
            grants: grants.to_vec(),
            ..self.principal.clone()
        }
    }
}

impl From<Principal> for Sender {
    fn from(principal: Principal) -> Self {
        Self {
            principal,
            former: Vec::new(),
            revoked: false,
        }
    }
}

impl FromRequestParts<Arc<App>> for Sender {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let held = Held::also_revoked(&parts.headers, app).await?;
        Ok(Self {
            principal: held.principal(),
            revoked: held.session.revoked,
            former: held.session.former,
        })
    }
}
