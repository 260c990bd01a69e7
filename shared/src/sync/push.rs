//! `POST /api/v1/sync/push`: changes up, a verdict for each down.

use serde::{Deserialize, Serialize};

use super::Seal;
use crate::crdt::ChangeHash;
use crate::model::{CaseId, Timestamp};

/// The most changes in one push.
pub const MOST_PUSH_CHANGES: usize = 500;
/// The most bytes of one push.
pub const MOST_PUSH_BYTES: usize = 256 * 1024;

/// A change on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushChange {
    /// The document that it belongs to.
    pub document: CaseId,
    /// The change, uncompressed.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A batch, each change after those that it depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushRequest {
    /// At most [`MOST_PUSH_CHANGES`].
    pub changes: Vec<PushChange>,
}

/// What the server says of one change. Sending it again is always safe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Durable, and in the log.
    Admitted {
        /// Its place in the log.
        seq: u64,
        /// When, by the server's clock.
        at: Timestamp,
        /// Its seal, to be joined with the document's.
        seal: Seal,
    },
    /// Admitted earlier.
    Known {
        /// Its place in the log.
        seq: u64,
        /// When, by the server's clock.
        at: Timestamp,
        /// Its seal, to be joined with the document's.
        seal: Seal,
    },
    /// Not judged: what it depends on is not here. Send that first.
    Missing {
        /// What is not here.
        dependencies: Vec<ChangeHash>,
    },
    /// Stored, not shown to others: a supervisor decides.
    Held {
        /// Why.
        code: Code,
    },
    /// Stored for evidence, and not taken.
    Refused {
        /// Why.
        code: Code,
    },
}

/// Why a change is held or refused. The words are stable: people read them out on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The bytes are no change of ours, or too large.
    Malformed,
    /// The change claims another device than the one that sent it.
    WrongDevice,
    /// The change or its step claims another person than the one who sent it.
    WrongPerson,
    /// It belongs to another document or subdistrict than it was sent for.
    WrongDocument,
    /// Its sequence number or counter is not the next.
    OutOfSequence,
    /// The document does not exist for this person.
    NotFound,
    /// The person may not do this.
    NotAllowed,
    /// A text is too long, a value is none, something required is missing.
    Invalid,
    /// It names a place, category or department that does not exist.
    UnknownReference,
    /// Applied, the document would no longer read.
    Breaks,
    /// It builds on a change that was not taken.
    BuildsOnRefused,
    /// It was done in good faith, before the person's role ended: a supervisor decides.
    RoleEnded,
    /// The device was revoked before it came: a supervisor decides.
    DeviceRevoked,
    /// It builds on a change of which a supervisor has yet to decide.
    BuildsOnHeld,
    /// It was held, and a supervisor has decided against it.
    RuledOut,
    /// The act has arrived as another change of the same person: this one is of no use.
    AlreadyArrived,
    /// A word that a newer server uses.
    #[serde(other)]
    Other,
}

impl Code {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::WrongDevice => "wrong-device",
            Self::WrongPerson => "wrong-person",
            Self::WrongDocument => "wrong-document",
            Self::OutOfSequence => "out-of-sequence",
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::Invalid => "invalid",
            Self::UnknownReference => "unknown-reference",
            Self::Breaks => "breaks",
            Self::BuildsOnRefused => "builds-on-refused",
            Self::RoleEnded => "role-ended",
            Self::DeviceRevoked => "device-revoked",
            Self::BuildsOnHeld => "builds-on-held",
            Self::RuledOut => "ruled-out",
            Self::AlreadyArrived => "already-arrived",
            Self::Other => "other",
        }
    }
}

/// One verdict a change, in order, after the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushReply {
    /// As many as there were changes.
    pub verdicts: Vec<Verdict>,
    /// The server's clock.
    pub now: Timestamp,
}
