//! One document while a piece is being taken in: opened at the first change, read and saved once at the end.

use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange};
use gridloop_shared::model::PersonId;
use gridloop_shared::sync::{Arrival, Entered, Seal};

use crate::outbox::gone;
use crate::records::{Incarnation, Record, StoredDocument, StoredRow};
use crate::store::{StorageProblem, Write};

/// A document with its row.
pub(super) struct Document {
    pub stored: StoredDocument,
    pub incarnation: u16,
    row: Option<StoredRow>,
    opened: Option<CaseDocument>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    AsFound,
    /// Only its record differs.
    Noted,
    /// So does when its acts arrived, by which its deadlines run.
    Dated,
    /// Its content differs from the snapshot.
    Changed,
}

impl Document {
    pub(super) fn new(
        stored: StoredDocument,
        row: Option<StoredRow>,
        incarnation: Option<Incarnation>,
    ) -> Self {
        Self {
            stored,
            incarnation: incarnation.map_or(0, |kept| kept.incarnation),
            row,
            opened: None,
            state: State::AsFound,
        }
    }

    /// A document as the server sent it.
    pub(super) fn entered(stored: StoredDocument, row: StoredRow, incarnation: u16) -> Self {
        Self {
            state: State::Noted,
            incarnation,
            ..Self::new(stored, Some(row), None)
        }
    }

    /// The server's document with unsent changes on top.
    pub(super) fn merged(
        stored: StoredDocument,
        row: StoredRow,
        document: CaseDocument,
        incarnation: u16,
    ) -> Self {
        Self {
            incarnation,
            opened: Some(document),
            state: State::Changed,
            ..Self::new(stored, Some(row), None)
        }
    }

    /// Whether an act is known here to have arrived that the server's document does not hold.
    pub(super) fn knows_more(&self, entered: &Entered) -> bool {
        let holds = |known: &Arrival| {
            let same = |each: &Arrival| each.command == known.command;
            entered.arrivals.iter().any(same)
        };
        !self.stored.arrivals.iter().all(holds)
    }

    /// Whether all that the server says of the document is known here, and more.
    pub(super) fn is_ahead_of(&self, entered: &Entered) -> bool {
        let known = |each: &Arrival| self.stored.has_arrived(&each.command);
        self.knows_more(entered) && entered.arrivals.iter().all(known)
    }

    /// Whether this person reported it.
    pub(super) fn is_reported_by(&self, person: &PersonId) -> bool {
        let reported = |row: &StoredRow| row.row.reporter == *person;
        self.row.as_ref().is_some_and(reported)
    }

    /// The document as it is now.
    pub(super) fn current(&self) -> Option<CaseDocument> {
        match &self.opened {
            Some(document) => Some(document.clone()),
            None => CaseDocument::load(&self.stored.snapshot).ok(),
        }
    }

    /// Takes in a change, unless it is here. Answers with its hash.
    pub(super) fn change(
        &mut self,
        bytes: &[u8],
        arrival: Arrival,
        seq: u64,
        seal: Seal,
    ) -> Option<ChangeHash> {
        self.stored.arrived(arrival, seq, seal);
        self.state = self.state.max(State::Noted);
        let change = IncomingChange::decode(bytes).ok()?;
        let hash = change.hash();
        if self.opened.is_none() {
            self.opened = CaseDocument::load(&self.stored.snapshot).ok();
        }
        let document = self.opened.as_mut()?;
        if document.contains(&hash) {
            self.state = self.state.max(State::Dated);
        } else if document.apply(&change).is_ok() {
            self.state = State::Changed;
        }
        Some(hash)
    }

    /// It has left the person's scope, and stays until their unsent work is settled.
    pub(super) fn leave(&mut self) {
        self.stored.left = true;
        self.state = self.state.max(State::Noted);
    }

    /// What is to be written, and what lists show afterwards if that differs.
    pub(super) fn flush(
        mut self,
        unsent: bool,
        writes: &mut Vec<Write>,
    ) -> Result<Option<Option<StoredRow>>, StorageProblem> {
        if self.stored.left && !unsent {
            writes.extend(gone(&self.stored));
            return Ok(Some(None));
        }
        if self.state == State::AsFound {
            return Ok(None);
        }
        if let (State::Dated | State::Changed, Some(document)) = (self.state, &self.opened) {
            if self.state == State::Changed {
                self.stored.snapshot = document.save();
            }
            // What a newer version wrote is kept, and listed as it was.
            if let Ok(case) = document.case() {
                self.row = Some(StoredRow::of(&self.stored, &case));
            }
        }
        writes.push(self.stored.put()?);
        let row = self
            .row
            .map(|StoredRow { row, .. }| StoredRow::beside(&self.stored, row));
        if let Some(row) = &row {
            writes.push(row.put()?);
        }
        Ok(row.map(Some))
    }
}
