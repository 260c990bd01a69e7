//! An act that the server has not admitted: what was meant, and the change that it became.

use gridloop_shared::command::Act;
use gridloop_shared::crdt::{ChangeHash, JournalEntry, NewChange};
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::Code;
use serde::{Deserialize, Serialize};

use super::{Record, SetAside, Why};
use crate::store::Shelf;

/// A row of the outbox; the journal is part of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutboxRow {
    /// Its place in the queue.
    pub order: u64,
    /// What was meant.
    pub act: Act,
    /// The hash of its change.
    pub hash: ChangeHash,
    /// Its change.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// How often it was done again because something before it was not taken.
    #[serde(default)]
    pub again: u32,
    /// Whether the server has said that the act has arrived as another change, which is not here yet.
    #[serde(default)]
    pub twin: bool,
    /// What a supervisor has decided of it before the device heard that it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruled: Option<RuledEarly>,
}

/// A decision that came before the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuledEarly {
    /// Whether it was taken.
    pub taken: bool,
    /// In which words.
    pub reason: String,
}

impl OutboxRow {
    /// A row for an act just done.
    #[must_use]
    pub fn new(order: u64, act: Act, change: NewChange) -> Self {
        Self {
            order,
            act,
            hash: change.hash,
            bytes: change.bytes,
            again: 0,
            twin: false,
            ruled: None,
        }
    }

    /// The act as it goes to the tray, with the supervisor's words if it is for those.
    #[must_use]
    pub fn set_aside(&self, why: Why, now: Timestamp) -> SetAside {
        let is_ruled_out = why == Why::Refused(Code::RuledOut);
        let ruled = self.ruled.as_ref().filter(|_| is_ruled_out);
        SetAside {
            reason: ruled.map(|ruled| ruled.reason.clone()),
            ..SetAside::new(self.act.clone(), why, now)
        }
    }

    /// The journal's entry.
    #[must_use]
    pub fn journal(&self) -> JournalEntry {
        JournalEntry {
            act: self.act.clone(),
            change: self.hash,
        }
    }
}

impl Record for OutboxRow {
    const SHELF: Shelf = Shelf::Outbox;
    /// As many digits as the largest has, so that the order of the keys is the order of the queue.
    fn key(&self) -> String {
        format!("{:020}", self.order)
    }
}
