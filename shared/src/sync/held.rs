//! `/api/v1/sync/held`: what waits for a supervisor, and what they decide.

use serde::{Deserialize, Serialize};

use super::Code;
use crate::command::Act;
use crate::crdt::ChangeHash;
use crate::model::{CaseId, CaseRow, DeviceId, PersonId, Timestamp};

/// An act that was done in good faith and may not simply be taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Its change.
    pub hash: ChangeHash,
    /// Of which case, also if it would found it.
    pub document: CaseId,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// Why it is held.
    pub code: Code,
    /// When it arrived, by the server's clock.
    pub at: Timestamp,
    /// What was done, or none if no act of this version does that.
    pub act: Option<Act>,
    /// The case as it stands, or none if this would found it.
    pub row: Option<CaseRow>,
}

/// `GET`: everything that waits, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeldReply {
    /// What waits.
    pub held: Vec<Held>,
    /// The server's clock.
    pub now: Timestamp,
}

/// `POST`: a decision on one of them, and on what builds on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Which change.
    pub hash: ChangeHash,
    /// From which device.
    pub device: DeviceId,
    /// Whether it is taken.
    pub take: bool,
    /// In which words; its author reads them. Must be given when it is not taken.
    pub reason: String,
}
