//! What a person is told of the way to the server: one line always, and the list behind it.

use gridloop_shared::command::Act;
use gridloop_shared::sync::Code;

use super::{Fallen, Trouble, WaitingPhoto};

/// The one line that is always in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncLine {
    /// Everything this person did on this phone is on the server.
    AllSent,
    /// So many acts are on their way, with their photos.
    Waiting(usize),
    /// Not all that this person may see is here yet.
    Fetching {
        /// How many cases are.
        here: usize,
    },
    /// No network: it is all safe here.
    Offline {
        /// How many acts wait.
        waiting: usize,
    },
    /// So many acts were not accepted: a person has to look.
    NotAccepted(usize),
    /// There is a network, and the server is of no use.
    ServerTrouble {
        /// How many acts wait.
        waiting: usize,
        /// Why.
        kind: Trouble,
    },
    /// The session has ended on the server. Work goes on and is kept; sign in again to send it.
    SignedOutOnServer {
        /// How many acts wait.
        waiting: usize,
    },
}

/// An act that is not on the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// What was done.
    pub act: Act,
    /// Why it is not there.
    pub state: WaitingState,
    /// Its photos.
    pub photos: Vec<WaitingPhoto>,
    /// What the supervisor says who has decided against it.
    pub reason: Option<String>,
}

/// Why an act is not on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingState {
    /// Its turn has not come, or there is no network.
    Queued,
    /// On its way.
    Sending,
    /// It cannot go on its own; other cases are not held up. Tried again from time to time.
    Stuck(Trouble),
    /// A supervisor decides.
    Held(Code),
    /// Not taken.
    Refused(Code),
    /// What it built on was not taken, and without that it does not apply.
    Fallen(Fallen),
    /// The act itself is on the server, its photos are not all.
    PhotosOnly,
}

impl WaitingState {
    /// Whether a person has to look at it: it will not go by itself.
    #[must_use]
    pub const fn is_set_aside(self) -> bool {
        matches!(self, Self::Held(_) | Self::Refused(_) | Self::Fallen(_))
    }
}

impl SyncLine {
    /// What is said, in the order of what matters most to a person.
    pub(super) const fn of(
        waiting: usize,
        not_accepted: usize,
        trouble: Option<Trouble>,
        signed_out: bool,
        fetching: Option<usize>,
    ) -> Self {
        match (signed_out, not_accepted, trouble) {
            (true, _, _) => Self::SignedOutOnServer { waiting },
            (false, 1.., _) => Self::NotAccepted(not_accepted),
            (false, 0, Some(Trouble::NoNetwork)) => Self::Offline { waiting },
            (false, 0, Some(kind)) => Self::ServerTrouble { waiting, kind },
            (false, 0, None) if waiting > 0 => Self::Waiting(waiting),
            (false, 0, None) => match fetching {
                Some(here) => Self::Fetching { here },
                None => Self::AllSent,
            },
        }
    }
}
