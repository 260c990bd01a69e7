//! A piece of a page while it is being taken in: what was found, what the rows do to it, what is to be written.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::model::{CaseId, CommandId, Principal, Timestamp};
use gridloop_shared::sync::{Arrival, Cursor, PullRow};

use super::document::Document;
use super::take_in::{Piece, TakenIn};
use crate::records::{
    Counter, DIRECTORY, Incarnation, OutboxRow, Place, Record, SetAside, StoredDocument, StoredRow,
    ask, found, to_bytes,
};
use crate::store::{Answers, Query, Shelf, StorageProblem, Write};

/// All that is on the device, when it matters.
#[derive(Default)]
pub(super) struct Here {
    pub documents: BTreeSet<CaseId>,
    pub named: BTreeSet<CaseId>,
}

/// What a transaction found before the documents.
pub(super) struct Page<'a> {
    pub principal: &'a Principal,
    pub now: Timestamp,
    pub place: Place,
    pub counter: Counter,
    pub outbox: Vec<OutboxRow>,
    pub set_aside: BTreeSet<CommandId>,
    pub here: Here,
    pub wanted: BTreeSet<CaseId>,
    pub documents: BTreeMap<CaseId, Document>,
    pub writes: Vec<Write>,
    pub taken: TakenIn,
}

impl Page<'_> {
    /// Notes which documents the rows change rather than replace, and asks for them.
    pub(super) fn want(&mut self, piece: &Piece<'_>) -> Vec<Query> {
        for row in piece.rows {
            match row {
                PullRow::Begin => self.begin(),
                PullRow::Change { document, .. } => {
                    self.wanted.insert(*document);
                }
                PullRow::Entered(entered) => {
                    let own = entered.row.reporter == self.principal.person;
                    if own || !piece.first_ever || self.is_unsent(&entered.document) {
                        self.wanted.insert(entered.document);
                    }
                }
                PullRow::Left { document } if self.is_unsent(document) => {
                    self.wanted.insert(*document);
                }
                PullRow::Complete => {
                    let unsent = self.outbox.iter().map(|row| row.act.case);
                    self.wanted
                        .extend(unsent.filter(|id| self.here.documents.contains(id)));
                    if !self.place.fresh {
                        self.wanted
                            .extend(self.here.documents.difference(&self.here.named));
                    }
                }
                _ => {}
            }
        }
        self.wanted
            .iter()
            .flat_map(|id| {
                [
                    ask::<StoredDocument>(id),
                    ask::<StoredRow>(id),
                    ask::<Incarnation>(id),
                ]
            })
            .collect()
    }

    /// Does what the rows say, and answers with what is to be written.
    pub(super) fn finish(
        mut self,
        piece: &Piece<'_>,
        answers: &mut Answers,
    ) -> Result<(Vec<Write>, TakenIn), StorageProblem> {
        for id in std::mem::take(&mut self.wanted) {
            let stored = found::<StoredDocument>(answers)?;
            let row = found::<StoredRow>(answers)?;
            let incarnation = found::<Incarnation>(answers)?;
            if let Some(stored) = stored {
                let document = Document::new(stored, row, incarnation);
                self.documents.insert(id, document);
            }
        }
        for row in piece.rows {
            self.row(row, piece)?;
        }
        for (id, document) in std::mem::take(&mut self.documents) {
            let unsent = self.is_unsent(&id);
            if let Some(row) = document.flush(unsent, &mut self.writes)? {
                self.taken.changed.insert(id, row);
            }
        }
        if let Some(next) = piece.next {
            next.clone_into(&mut self.place.cursor);
        }
        self.writes.extend([self.place.put()?, self.counter.put()?]);
        Ok((self.writes, self.taken))
    }

    fn row(&mut self, row: &PullRow, piece: &Piece<'_>) -> Result<(), StorageProblem> {
        match row {
            PullRow::Begin => {
                self.begin();
                self.place.restored = piece.restored;
                self.taken.began_empty = Some(self.place.fresh);
                self.writes.push(Write::Clear(Shelf::Named));
            }
            PullRow::Complete => self.complete(piece),
            PullRow::Directory { directory } => {
                let bytes = to_bytes(directory)?;
                self.writes
                    .push(Write::Put(Shelf::Meta, DIRECTORY.to_owned(), bytes));
                self.taken.directory = true;
            }
            PullRow::Entered(entered) => {
                if self.place.naming && !self.place.fresh {
                    self.here.named.insert(entered.document);
                    let key = entered.document.to_string();
                    self.writes.push(Write::Put(Shelf::Named, key, Vec::new()));
                }
                for arrival in &entered.arrivals {
                    self.recognise(arrival);
                }
                self.enter(entered)?;
            }
            PullRow::Change {
                document,
                bytes,
                arrival,
                seq,
            } => {
                self.recognise(arrival);
                if let Some(here) = self.documents.get_mut(document) {
                    let hash = here.change(bytes, *arrival, *seq);
                    self.admitted(|row| Some(row.hash) == hash);
                }
            }
            PullRow::Left { document } => self.leave(*document),
        }
        Ok(())
    }

    /// A held act that a supervisor has taken after all is in the log now, and need not be looked at any more.
    fn recognise(&mut self, arrival: &Arrival) {
        if self.set_aside.remove(&arrival.command) {
            let key = arrival.command.to_string();
            self.writes.push(Write::Drop(SetAside::SHELF, key));
            self.taken.outbox = true;
        }
    }

    /// Rows of the outbox that turn out to have arrived: the answer was lost on the way.
    pub(super) fn admitted(&mut self, mut is: impl FnMut(&OutboxRow) -> bool) {
        for row in self.outbox.extract_if(.., |row| is(row)) {
            self.writes.push(row.dropped());
            self.taken.outbox = true;
        }
    }

    pub(super) fn is_unsent(&self, id: &CaseId) -> bool {
        self.outbox.iter().any(|row| row.act.case == *id)
    }

    fn leave(&mut self, id: CaseId) {
        match self.documents.get_mut(&id) {
            Some(document) if self.outbox.iter().any(|row| row.act.case == id) => document.leave(),
            _ => {
                self.documents.remove(&id);
                let key = id.to_string();
                self.writes.extend([
                    Write::Drop(Shelf::Documents, key.clone()),
                    Write::Drop(Shelf::Rows, key),
                ]);
                self.taken.changed.insert(id, None);
            }
        }
    }

    fn begin(&mut self) {
        self.place.naming = true;
        // With nothing here, nothing can turn out to have left: the names need not be noted.
        self.place.fresh = self.here.documents.is_empty();
        self.here.named.clear();
    }

    /// What was not named has left, except for what has unsent work, which goes when that is settled, and for what the server
    /// did not have when it began to name.
    fn complete(&mut self, piece: &Piece<'_>) {
        if self.place.naming && !self.place.fresh {
            let began = piece.next.and_then(|next| next.parse::<Cursor>().ok());
            let unnamed: Vec<CaseId> = self
                .here
                .documents
                .difference(&self.here.named)
                .filter(|id| !self.is_younger(id, began))
                .copied()
                .collect();
            for id in unnamed {
                self.leave(id);
            }
        }
        self.place.naming = false;
        self.place.restored = false;
        self.writes.push(Write::Clear(Shelf::Named));
    }

    /// Whether a case came to the server after it had begun to name, or has not come to it yet: the log will tell of it. What
    /// somebody has reported is always theirs to see, so it would have been named if it had been there.
    fn is_younger(&self, id: &CaseId, began: Option<Cursor>) -> bool {
        self.documents.get(id).is_some_and(|here| {
            let came_since = began.is_some_and(|began| here.stored.seq > began.seq);
            let own = here.is_reported_by(&self.principal.person);
            here.stored.arrivals.is_empty() || (own && came_since && !self.place.restored)
        })
    }
}
