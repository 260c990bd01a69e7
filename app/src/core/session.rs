//! Who uses this phone, and what can go wrong when they come or go.

use std::sync::Arc;

use gridloop_shared::model::Principal;

use super::{StorageProblem, Trouble};
use crate::records::LastDelivery;

/// Who uses this phone.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionState {
    /// The device is being looked at. Milliseconds.
    Loading,
    /// Nobody. Signing in needs a network.
    SignedOut {
        /// Who was signed in last, to fill in the form.
        last_user: Option<String>,
    },
    /// Somebody, also without a network and however long ago they signed in.
    SignedIn(Arc<Session>),
    /// This device was revoked: what is not on the server is handed over, and nothing is shown.
    HandingOver {
        /// Whose, to sign in again where the session has ended.
        last_user: Option<String>,
    },
    /// This device was revoked, and nothing of its person is left on it.
    Locked(LastDelivery),
    /// The browser keeps nothing, so nothing could be saved: said instead of a blank page.
    Blocked(StorageProblem),
}

/// Somebody on this phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The name by which they signed in.
    pub user: String,
    /// Who, on which device, with which grants.
    pub principal: Principal,
    /// The name as it is written.
    pub name: String,
}

/// Why nobody was signed in. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInProblem {
    /// User name and password do not belong together.
    #[error("wrong user name or password")]
    WrongPassword,
    /// Too many tries: wait.
    #[error("too many tries, wait {after_s} s")]
    TooManyTries {
        /// Seconds to wait.
        after_s: u64,
    },
    /// This installation was revoked by an admin.
    #[error("the device was revoked")]
    DeviceRevoked,
    /// No answer, or none of ours.
    #[error(transparent)]
    Server(#[from] Trouble),
    /// The browser keeps nothing.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
}

/// Why somebody is still signed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignOutProblem {
    /// So many acts and photos are on this phone only. With force they stay here until the same person signs in again.
    #[error("{0} acts or photos are not sent yet")]
    UnsentWork(usize),
    /// The device could not write it down.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
}
