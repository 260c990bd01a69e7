//! The line of a list, kept beside the document so that no document is opened to draw one.

use gridloop_shared::model::{CaseRow, Timestamp};
use gridloop_shared::sync::PackedRow;
use serde::{Deserialize, Serialize};

use super::{Record, StoredDocument};
use crate::store::Shelf;

/// A list row with its place in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredRow {
    /// What the line shows.
    pub row: CaseRow,
    /// Place in the log of the newest change that is known; 0 before the first.
    pub seq: u64,
    /// When the report arrived, by the server's clock; none before it has.
    #[serde(default)]
    pub arrived: Option<Timestamp>,
}

impl StoredRow {
    /// The row that stands beside a document. Nothing happened after it arrived: a report from a device whose clock is ahead
    /// would stand on top of every list until that time has come.
    #[must_use]
    pub fn beside(document: &StoredDocument, row: CaseRow) -> Self {
        // The report arrives before everything that is built on it.
        let arrived = document.arrivals.iter().map(|arrival| arrival.at).min();
        Self::arrived_at(arrived, row, document.seq)
    }

    /// A row that comes before its document.
    #[must_use]
    pub fn packed(packed: PackedRow) -> Self {
        Self::arrived_at(Some(packed.arrived), packed.row, packed.seq)
    }

    fn arrived_at(arrived: Option<Timestamp>, mut row: CaseRow, seq: u64) -> Self {
        if let Some(arrived) = arrived {
            row.reported_at = row.reported_at.min(arrived);
        }
        Self { row, seq, arrived }
    }
}

impl Record for StoredRow {
    const SHELF: Shelf = Shelf::Rows;
    fn key(&self) -> String {
        self.row.id.to_string()
    }
}
