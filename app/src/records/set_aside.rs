//! An act that the server did not take. It stays until its author has looked at it.

use std::collections::BTreeSet;

use gridloop_shared::command::{Act, Refusal};
use gridloop_shared::model::{CommandId, Timestamp};
use gridloop_shared::sync::Code;
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// Why an act was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A supervisor decides.
    Held(Code),
    /// The server did not take it.
    Refused(Code),
    /// It could not be done again without what it built on.
    Fallen(Fallen),
}

/// Why an act could not be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fallen {
    /// The case that it belongs to does not exist without what was not taken.
    CaseGone,
    /// The case is not where the act applies.
    NotNow,
    /// It is for others to do.
    NotYours,
    /// Something in it is no longer a value.
    Invalid,
    /// Its case is not on this device, or cannot be read here.
    NotHere,
}

/// An act in the tray of what was not accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetAside {
    /// What was meant, with all that was typed.
    pub act: Act,
    /// Why it is here.
    pub why: Why,
    /// Since when, by the device's clock.
    pub at: Timestamp,
    /// What the supervisor says who has decided against it.
    #[serde(default)]
    pub reason: Option<String>,
}

impl SetAside {
    /// An act that was set aside just now.
    #[must_use]
    pub const fn new(act: Act, why: Why, at: Timestamp) -> Self {
        Self {
            act,
            why,
            at,
            reason: None,
        }
    }
}

impl Record for SetAside {
    const SHELF: Shelf = Shelf::SetAside;
    fn key(&self) -> String {
        self.act.id.to_string()
    }
}

/// Acts that a supervisor has not taken and that were looked at. A server that names everything anew tells of them again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAt {
    /// Which: identifiers are in the order of time.
    pub acts: BTreeSet<CommandId>,
}

/// So many are remembered. The server tells of a month.
const REMEMBERED: usize = 500;

impl LookedAt {
    /// The key.
    pub const KEY: &str = "looked-at";

    /// Remembers one more.
    pub fn note(&mut self, act: CommandId) {
        self.acts.insert(act);
        while self.acts.len() > REMEMBERED {
            self.acts.pop_first();
        }
    }
}

impl Record for LookedAt {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}

impl From<&Refusal> for Fallen {
    fn from(refusal: &Refusal) -> Self {
        use gridloop_shared::policy::Denied;
        match refusal {
            Refusal::Denied(Denied::OutOfScope) => Self::CaseGone,
            Refusal::Denied(Denied::NotYours) => Self::NotYours,
            Refusal::NotNow(_) => Self::NotNow,
            Refusal::Invalid { .. } | Refusal::NoObservation => Self::Invalid,
        }
    }
}
