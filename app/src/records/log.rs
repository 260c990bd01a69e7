//! What happened to this device that its person should be able to read later. In the device's own database.

use gridloop_shared::model::Timestamp;
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// So many entries are kept, the newest.
const MOST: usize = 20;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// The browser had cleared what was stored for this person.
    Cleared,
    /// So many records could not be read; they were left where they are.
    Unreadable(usize),
    /// To make room, so many sent photos and ended cases of others were let go.
    MadeRoom {
        /// Photos.
        photos: usize,
        /// Cases.
        cases: usize,
    },
    /// So many acts came from another device.
    BroughtIn(usize),
    /// Somebody signed out while so many acts were not sent.
    LeftUnsent(usize),
}

/// An entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// When, by the device's clock.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
}

/// All entries, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log(pub Vec<Logged>);

impl Log {
    /// The key.
    pub const KEY: &str = "log";

    /// Adds an entry. The same as the last one, as at every start, is said once.
    pub fn add(&mut self, entry: Logged) {
        if self.0.last().is_none_or(|last| last.what != entry.what) {
            self.0.push(entry);
        }
        let over = self.0.len().saturating_sub(MOST);
        self.0.drain(..over);
    }
}

impl Record for Log {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}
