//! Why the server was of no use just now: what waiting and trying again is good for.

use serde::{Deserialize, Serialize};

/// Why the server was of no use just now. Work is kept and sent later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Trouble {
    /// No connection to it.
    #[error("no connection")]
    NoNetwork,
    /// It did not answer in time.
    #[error("no answer in time")]
    Slow,
    /// It says that it failed, or is stopping.
    #[error("the server failed")]
    Down,
    /// Something answered that is not our server: a hotel's or a train's log-in page.
    #[error("the answer is not from our server")]
    Garbage,
    /// It does not speak this version of the app: update.
    #[error("this version of the app is not served any more")]
    TooOld,
    /// It asks to be left alone for a while.
    #[error("asked to wait")]
    Busy,
    /// It did not understand the request.
    #[error("the server did not understand")]
    NotUnderstood,
}

impl Trouble {
    /// Whether it keeps a device from the server whatever it wants there.
    #[must_use]
    pub const fn keeps_all(self) -> bool {
        matches!(self, Self::NoNetwork | Self::Busy | Self::TooOld)
    }
}
