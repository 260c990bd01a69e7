//! The document of a case with what the server said of it.

use gridloop_shared::model::CaseId;
use gridloop_shared::sync::Arrival;
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
    /// It has left this person's scope and stays only until their own unsent work for it is settled.
    #[serde(default)]
    pub left: bool,
}

impl StoredDocument {
    /// Notes when an act arrived. The first time counts.
    pub fn arrived(&mut self, arrival: Arrival, seq: u64) {
        self.seq = self.seq.max(seq);
        let known = |each: &Arrival| each.command == arrival.command;
        if !self.arrivals.iter().any(known) {
            self.arrivals.push(arrival);
        }
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
