//! The line of a list, kept beside the document so that no document is opened to draw one.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{Case, CaseRow, Timestamp};
use gridloop_shared::sync::{PackedRow, arrived};
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
    /// The row of a case as it stands here.
    #[must_use]
    pub fn of(document: &StoredDocument, case: &Case) -> Self {
        let row = CaseRow::of(case, arrived(&document.arrivals));
        Self::beside(document, row)
    }

    /// The row once the server has told when these acts arrived. Where they begin or end a deadline, that is read again; the document
    /// of a report behind which nothing waits need not be opened for that, however many there are.
    #[must_use]
    pub fn settled(document: &StoredDocument, mut row: CaseRow, acts: &[Act], waits: bool) -> Self {
        let moves = |act: &Act| {
            !matches!(
                act.command,
                Command::Comment { .. } | Command::Correct { .. }
            )
        };
        match (acts, &document.arrivals[..]) {
            ([act], [arrival]) if !waits && matches!(act.command, Command::Report(_)) => {
                if let Some(clock) = &mut row.clock {
                    clock.since = arrival.at;
                }
                row.uncontacted = row.uncontacted.map(|_| arrival.at);
            }
            (acts, _) if acts.iter().any(moves) => {
                let read = CaseDocument::load(&document.snapshot).and_then(|it| it.case());
                if let Ok(case) = read {
                    return Self::of(document, &case);
                }
            }
            _ => {}
        }
        Self::beside(document, row)
    }

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
