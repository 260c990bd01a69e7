//! The document of a case with what the server said of it.

use gridloop_shared::model::{CaseId, CommandId};
use gridloop_shared::sync::{Arrival, Seal};
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// A document on the device: admitted changes and own changes that are not admitted yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// Which case.
    pub id: CaseId,
    /// A standard Automerge file.
    #[serde(with = "serde_bytes")]
    pub snapshot: Vec<u8>,
    /// When its acts arrived at the server.
    pub arrivals: Vec<Arrival>,
    /// Place in the log of the newest change that is known; 0 before the first.
    pub seq: u64,
    /// The seal of what came whole.
    #[serde(default)]
    pub seal: Seal,
    /// The seals of what came one by one since.
    #[serde(default)]
    pub later: Vec<(CommandId, Seal)>,
    /// It has left this person's scope and stays only until their own unsent work for it is settled.
    #[serde(default)]
    pub left: bool,
}

impl StoredDocument {
    /// A case of which the server knows nothing yet.
    #[must_use]
    pub const fn new(id: CaseId) -> Self {
        Self {
            id,
            snapshot: Vec::new(),
            arrivals: Vec::new(),
            seq: 0,
            seal: Seal::NONE,
            later: Vec::new(),
            left: false,
        }
    }

    /// Notes when an act arrived, with the server's mark. The first time counts.
    pub fn arrived(&mut self, arrival: Arrival, seq: u64, seal: Seal) {
        self.seq = self.seq.max(seq);
        if !self.has_arrived(&arrival.command) {
            self.arrivals.push(arrival);
            self.later.push((arrival.command, seal));
        }
    }

    /// Notes what is known of acts that came after the document was read for us.
    pub fn arrived_as_in(&mut self, other: &Self) {
        for (command, seal) in &other.later {
            let same = |each: &&Arrival| each.command == *command;
            if let Some(arrival) = other.arrivals.iter().find(same) {
                self.arrived(*arrival, other.seq, *seal);
            }
        }
    }

    /// Whether an act is known to have arrived.
    #[must_use]
    pub fn has_arrived(&self, command: &CommandId) -> bool {
        self.arrivals.iter().any(|each| each.command == *command)
    }

    /// The server's mark on all that has arrived.
    #[must_use]
    pub fn sealed(&self) -> Seal {
        let later = self.later.iter().map(|(_, seal)| *seal);
        later.fold(self.seal, Seal::join)
    }
}

impl Record for StoredDocument {
    const SHELF: Shelf = Shelf::Documents;
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// How often this device has begun anew in a document (decision record 1). Kept when the document goes: a sequence number
/// is never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incarnation {
    /// Which case.
    pub id: CaseId,
    /// The one that is written with now.
    pub incarnation: u16,
}

impl Record for Incarnation {
    const SHELF: Shelf = Shelf::Incarnations;
    fn key(&self) -> String {
        self.id.to_string()
    }
}
