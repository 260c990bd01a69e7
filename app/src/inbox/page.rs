//! A piece of a page while it is being taken in: what was found, what the rows do to it, what is to be written.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::model::{CaseId, CommandId, Principal, Timestamp};
use gridloop_shared::sync::{Code, Cursor, Entered, PullRow};

use super::document::Document;
use super::let_go::{no_more_wanted, want_back};
use super::take_in::{Piece, TakenIn};
use crate::records::{
    Counter, DIRECTORY, Incarnation, LookedAt, OutboxRow, Place, Record, RuledEarly, SetAside,
    StoredDocument, StoredRow, VERSION, Why, ask, found, to_bytes,
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
    pub set_aside: BTreeMap<CommandId, SetAside>,
    pub looked_at: LookedAt,
    pub here: Here,
    pub wanted: BTreeSet<CaseId>,
    /// Documents in which an unsent act has arrived as another change.
    pub twins: BTreeSet<CaseId>,
    pub documents: BTreeMap<CaseId, Document>,
    pub writes: Vec<Write>,
    pub taken: TakenIn,
    /// Listed here, while the documents were let go to make room.
    pub let_go: BTreeSet<CaseId>,
    /// Of these, those that have changed on the server.
    pub wanted_back: BTreeSet<CaseId>,
}

impl Page<'_> {
    /// Notes which documents the rows change rather than replace, and asks for them.
    pub(super) fn want(&mut self, piece: &Piece<'_>) -> Vec<Query> {
        let mut begun = piece.rows.iter();
        let first_ever = if begun.any(|row| matches!(row, PullRow::Begin { .. })) {
            // What is remembered is of an earlier naming, and much may have come since.
            self.here.documents.is_empty()
        } else {
            piece.first_ever
        };
        for row in piece.rows {
            match row {
                PullRow::Begin { .. } => self.begin(),
                PullRow::Change { document, .. } => {
                    self.wanted.insert(*document);
                }
                PullRow::Entered(entered) => {
                    let own = entered.row.reporter == self.principal.person;
                    if own || !first_ever || self.is_unsent(&entered.document) {
                        self.wanted.insert(entered.document);
                    }
                }
                PullRow::Left { document }
                    if self.is_unsent(document)
                        || piece.refused.contains(document)
                        || self.place.lost =>
                {
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
                    Query::One(Shelf::Named, id.to_string()),
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
            let is_listed = row.is_some();
            let incarnation = found::<Incarnation>(answers)?;
            if answers.one()?.is_some() {
                self.here.named.insert(id);
            }
            if let Some(stored) = stored {
                let document = Document::new(stored, row, incarnation);
                self.documents.insert(id, document);
            } else if is_listed {
                self.let_go.insert(id);
            }
        }
        for row in piece.rows {
            self.row(row, piece)?;
        }
        self.drop_twins()?;
        for (id, document) in std::mem::take(&mut self.documents) {
            let unsent = self.is_unsent(&id);
            if let Some(row) = document.flush(unsent, &mut self.writes)? {
                self.taken.changed.insert(id, row);
            }
        }
        if let Some(pack) = piece.unpacked {
            for each in &mut self.place.packs {
                each.documents.retain(|part| part != pack);
            }
            self.place.packs.retain(|each| !each.documents.is_empty());
        }
        if let Some(next) = piece.next {
            next.clone_into(&mut self.place.cursor);
        }
        self.writes.extend([self.place.put()?, self.counter.put()?]);
        self.writes
            .extend(self.wanted_back.into_iter().map(want_back));
        Ok((self.writes, self.taken))
    }

    fn row(&mut self, row: &PullRow, piece: &Piece<'_>) -> Result<(), StorageProblem> {
        match row {
            PullRow::Begin { lost } => {
                self.begin();
                self.place.packs.clear();
                // Once lost stays lost, until all is given back.
                self.place.lost = self.place.lost || *lost;
                self.taken.began_empty = Some(self.place.fresh);
                self.writes.push(Write::Clear(Shelf::Named));
            }
            PullRow::Packs { packs } => self.place.packs.clone_from(packs),
            PullRow::Complete => self.complete(piece),
            PullRow::Directory { directory } => {
                let bytes = to_bytes(directory)?;
                self.writes
                    .push(Write::Put(Shelf::Meta, DIRECTORY.to_owned(), bytes));
                self.taken.directory = true;
            }
            PullRow::Entered(entered) => {
                for arrival in &entered.arrivals {
                    self.recognise(&arrival.command);
                }
                self.is_back(entered.document, piece);
                if !self.is_to_be_given_back(entered, piece) {
                    self.name(entered.document, piece);
                    let refused = piece.refused.contains(&entered.document);
                    self.enter(entered, !refused)?;
                }
            }
            PullRow::Change {
                document,
                bytes,
                arrival,
                seq,
                seal,
            } => {
                self.recognise(&arrival.command);
                if let Some(here) = self.documents.get_mut(document) {
                    let hash = here.change(bytes, *arrival, *seq, *seal);
                    self.admitted(|row| Some(row.hash) == hash);
                    if self.outbox.iter().any(|row| row.act.id == arrival.command) {
                        self.twins.insert(*document);
                    }
                } else if self.let_go.contains(document) {
                    self.wanted_back.insert(*document);
                }
            }
            PullRow::Ruled {
                command,
                taken,
                reason,
                ..
            } if self.outbox.iter().any(|row| row.act.id == *command) => {
                self.note_early(command, *taken, reason)?;
            }
            PullRow::Ruled {
                command,
                taken: true,
                ..
            } => self.recognise(command),
            PullRow::Ruled {
                command,
                reason,
                act,
                ..
            } => {
                let here = self.set_aside.get(command).map(|aside| &aside.act);
                let news = act.as_deref();
                let news = news.filter(|act| !self.looked_at.acts.contains(&act.id));
                if let Some(act) = here.or(news).cloned() {
                    let why = Why::Refused(Code::RuledOut);
                    let mut aside = SetAside::new(act, why, self.now);
                    aside.reason = Some(reason.clone());
                    self.writes.push(aside.put()?);
                    self.taken.outbox = true;
                }
            }
            PullRow::Left { document } if self.is_all_there_is(document, piece) => {}
            PullRow::Left { document } => {
                self.name(*document, piece);
                self.is_back(*document, piece);
                if piece.refused.contains(document) {
                    self.leave_unrecognised(*document)?;
                } else {
                    self.leave(*document);
                }
            }
            PullRow::Unknown => {
                self.place.skipped = Some(VERSION.to_owned());
                self.taken.skipped = true;
            }
        }
        Ok(())
    }

    /// Notes that the server has said how a document stands.
    fn name(&mut self, id: CaseId, piece: &Piece<'_>) {
        let naming = self.place.naming && !self.place.fresh;
        if naming || (piece.given_back && self.place.lost) {
            self.here.named.insert(id);
            let key = id.to_string();
            self.writes.push(Write::Put(Shelf::Named, key, Vec::new()));
        }
    }

    /// Notes that the server has answered how a document stands.
    fn is_back(&mut self, id: CaseId, piece: &Piece<'_>) {
        if piece.given_back {
            self.writes.push(no_more_wanted(id));
        }
    }

    /// Whether the server has lost something of a document that is here: it stays as it is until that is given back.
    fn is_to_be_given_back(&self, entered: &Entered, piece: &Piece<'_>) -> bool {
        let id = entered.document;
        let knows_more = |here: &Document| here.knows_more(entered);
        self.place.lost
            && !piece.given_back
            && !self.here.named.contains(&id)
            && self.documents.get(&id).is_some_and(knows_more)
    }

    /// Whether the server has lost something, and may not have had a document back as it is here: it leaves when that is given back.
    fn is_all_there_is(&self, id: &CaseId, piece: &Piece<'_>) -> bool {
        let has_arrived = |here: &Document| !here.stored.arrivals.is_empty();
        self.place.lost
            && !piece.given_back
            && !self.here.named.contains(id)
            && self.documents.get(id).is_some_and(has_arrived)
    }

    /// A decision on an act of which the device has not heard yet that it was held.
    fn note_early(
        &mut self,
        command: &CommandId,
        taken: bool,
        reason: &str,
    ) -> Result<(), StorageProblem> {
        for row in self.outbox.iter_mut().filter(|row| row.act.id == *command) {
            row.ruled = Some(RuledEarly {
                taken,
                reason: reason.to_owned(),
            });
            self.writes.push(row.put()?);
        }
        Ok(())
    }

    /// A held act that a supervisor has taken after all is with the others now, and need not be looked at any more.
    fn recognise(&mut self, command: &CommandId) {
        if self.set_aside.remove(command).is_some() {
            let key = command.to_string();
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

    pub(super) fn leave(&mut self, id: CaseId) {
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
    /// did not have when it began to name. But when the server has lost something, it may be just that: it stays until it is
    /// given back.
    fn complete(&mut self, piece: &Piece<'_>) {
        if self.place.lost && !self.place.fresh {
            self.place.naming = false;
            return;
        }
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
        self.place.lost = false;
        self.writes.push(Write::Clear(Shelf::Named));
    }

    /// Whether a case came to the server after it had begun to name, or has not come to it yet: the log will tell of it. What
    /// somebody has reported is always theirs to see, so it would have been named if it had been there.
    fn is_younger(&self, id: &CaseId, began: Option<Cursor>) -> bool {
        self.documents.get(id).is_some_and(|here| {
            let came_since = began.is_some_and(|began| here.stored.seq > began.seq);
            let own = here.is_reported_by(&self.principal.person);
            here.stored.arrivals.is_empty() || (own && came_since)
        })
    }
}
