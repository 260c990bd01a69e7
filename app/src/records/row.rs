//! The line of a list, kept beside the document so that no document is opened to draw one.

use gridloop_shared::model::CaseRow;
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// A list row with its place in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredRow {
    /// What the line shows.
    pub row: CaseRow,
    /// Place in the log of the newest change that is known; 0 before the first.
    pub seq: u64,
}

impl Record for StoredRow {
    const SHELF: Shelf = Shelf::Rows;
    fn key(&self) -> String {
        self.row.id.to_string()
    }
}
