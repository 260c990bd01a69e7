//! What the courier hears, and what it says is to be done.

use std::collections::BTreeSet;

use gridloop_shared::model::CaseId;

use super::Trouble;

/// Why an errand failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The server is of no use now; try again, not before so many milliseconds if it said so.
    Trouble(Trouble, Option<i64>),
    /// The session has ended.
    SignedOut,
    /// This device was revoked.
    Revoked,
    /// The device could not write down what the server said.
    Device,
}

/// What a push came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Push {
    /// The cases of the batch; none when there was nothing to push.
    pub cases: BTreeSet<CaseId>,
    /// Those whose past the server does not know.
    pub missing: BTreeSet<CaseId>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// There is something to send: acts, or photos.
    Queued,
    /// The server says that its log has grown.
    Woken,
    /// The server's events come, or do not any more.
    Events(bool),
    /// The network has come back, or the person looks or asks: no use in waiting.
    Now,
    /// Somebody looks at the app, or nobody does.
    Visible(bool),
    /// A push has ended. A failed one names its cases, too.
    Pushed(Push, Option<Failure>),
    /// A page of the log, or a piece of one, was taken in; there may be more.
    Page,
    /// A pull has ended, with nothing left to pull.
    Pulled(Result<(), Failure>),
    /// A piece of a photo, or a photo, has gone; there may be more.
    Uploaded(Result<bool, Failure>),
    /// Somebody has signed in.
    SignedIn,
    /// This device was revoked: it may hand over what it has, and nothing else.
    Revoked,
    /// Everything was cleared, or there was something to hand over after all.
    Locked(Result<bool, Failure>),
    /// The time has come that was asked for.
    Tick,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Push a batch of at most so many changes, without these cases.
    Push {
        /// At most so many.
        most: usize,
        /// Passed over.
        stuck: BTreeSet<CaseId>,
    },
    /// Pull a page.
    Pull,
    /// Send photos.
    Upload,
    /// Clear the device: what could be handed over is.
    Lock,
    /// Come again at this time (milliseconds since the epoch), instead of any time before.
    Wake(i64),
}
