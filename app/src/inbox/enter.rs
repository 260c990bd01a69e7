//! A document comes whole from the server while this device may know more of it than the server did when it was read.

use std::collections::BTreeMap;

use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::CaseId;
use gridloop_shared::sync::Entered;

use super::document::Document;
use super::page::Page;
use crate::outbox::{Case, RebaseProblem, rebase};
use crate::records::{OutboxRow, StoredDocument, StoredRow};
use crate::store::StorageProblem;

impl Page<'_> {
    /// Takes the server's document for the device's own, and puts on top what it does not hold: what was admitted since it
    /// was read, and the unsent acts, as the changes that they are if they fit, otherwise done again.
    pub(super) fn enter(
        &mut self,
        entered: &Entered,
        recognised: bool,
    ) -> Result<(), StorageProblem> {
        let id = entered.document;
        let ahead = self
            .documents
            .get_mut(&id)
            .filter(|here| here.is_ahead_of(entered));
        if let Some(here) = ahead.filter(|_| recognised) {
            // An older copy, as of a pack. What came whole cannot be put on top of it: it has one seal for all.
            here.stored.left = false;
            let arrived = here.stored.clone();
            self.admitted(|row| row.act.case == id && arrived.has_arrived(&row.act.id));
            return Ok(());
        }
        let mut stored = StoredDocument {
            snapshot: entered.snapshot.clone(),
            arrivals: entered.arrivals.clone(),
            seq: entered.seq,
            seal: entered.seal,
            ..StoredDocument::new(id)
        };
        let row = StoredRow::beside(&stored, entered.row.clone());
        let here = self
            .documents
            .get(&id)
            .filter(|here| here.knows_more(entered));
        if here.is_none() && !self.is_unsent(&id) {
            let incarnation = self.incarnation(&id);
            self.documents
                .insert(id, Document::entered(stored, row, incarnation));
            return Ok(());
        }
        let Ok(mut base) = CaseDocument::load(&entered.snapshot) else {
            // Nothing that this version can work with: what is here stays.
            return Ok(());
        };
        let more = here.and_then(|here| Some((here.current()?, here.stored.clone())));
        let mut lost = Vec::new();
        match more {
            Some((here, _)) if !recognised => {
                lost = self.lost(&here, &base);
            }
            Some((here, known)) => {
                self.put_on_what_was_admitted(&here, &mut base);
                stored.arrived_as_in(&known);
            }
            None => {}
        }
        // By its hash, or by its act: another device of this person may have been faster with the same.
        let has = |row: &OutboxRow| base.contains(&row.hash) || stored.has_arrived(&row.act.id);
        self.admitted(|row| row.act.case == id && has(row));
        let unsent: Vec<OutboxRow> = self
            .outbox
            .iter()
            .filter(|row| row.act.case == id)
            .cloned()
            .collect();
        let server = base.clone();
        let fits = |row: &OutboxRow| !stored.has_arrived(&row.act.id) && put_on(&mut base, row);
        if lost.is_empty() && unsent.iter().all(fits) {
            let incarnation = self.incarnation(&id);
            self.documents
                .insert(id, Document::merged(stored, row, base, incarnation));
            return Ok(());
        }
        lost.extend(unsent);
        self.do_again(&server, stored, lost)
    }

    /// A document that is none of this person's any more. What they did in it, and the server has lost and does not take back
    /// as it was, is done again: it stays visible until the server has said what becomes of it.
    pub(super) fn leave_unrecognised(&mut self, id: CaseId) -> Result<(), StorageProblem> {
        let base = CaseDocument::default();
        let here = self.documents.get(&id).and_then(Document::current);
        let mut rows = here.map_or_else(Vec::new, |here| self.lost(&here, &base));
        if rows.is_empty() {
            self.leave(id);
            return Ok(());
        }
        let unsent = self.outbox.iter().filter(|row| row.act.case == id);
        rows.extend(unsent.cloned());
        self.do_again(&base, StoredDocument::new(id), rows)
    }

    /// This device's acts that the server had admitted and does not know any more.
    fn lost(&self, here: &CaseDocument, server: &CaseDocument) -> Vec<OutboxRow> {
        here.changes()
            .into_iter()
            .filter(|change| !server.contains(&change.hash))
            .filter(|change| self.outbox.iter().all(|row| row.hash != change.hash))
            .filter_map(|change| {
                let decoded = IncomingChange::decode(&change.bytes).ok()?;
                let own = decoded.actor.device == self.principal.device;
                let case = here.case().ok()?.id;
                let act = own.then(|| decoded.recall(here, case)).flatten()?;
                // Its place in the queue is given when it is done again.
                Some(OutboxRow::new(0, act, change))
            })
            .collect()
    }

    /// Everything that is here and not unsent has been admitted: the server's document was read before that.
    fn put_on_what_was_admitted(&self, here: &CaseDocument, base: &mut CaseDocument) {
        for change in here.changes() {
            let unsent = self.outbox.iter().any(|row| row.hash == change.hash);
            if unsent || base.contains(&change.hash) {
                continue;
            }
            if let Ok(change) = IncomingChange::decode(&change.bytes) {
                // What does not go on now comes with the log.
                let _ = base.apply(&change);
            }
        }
    }

    /// Acts of the outbox that have arrived as another change, the answer to which was lost before they were done again: the
    /// document goes on without the second one.
    pub(super) fn drop_twins(&mut self) -> Result<(), StorageProblem> {
        for id in std::mem::take(&mut self.twins) {
            let Some(here) = self.documents.get(&id) else {
                continue;
            };
            let Some(document) = here.current() else {
                continue;
            };
            let stored = here.stored.clone();
            let unsent = self.outbox.iter().filter(|row| row.act.case == id);
            let rows = unsent.cloned().collect();
            self.do_again(&document, stored, rows)?;
        }
        Ok(())
    }

    /// With what this device writes into a document.
    fn incarnation(&self, id: &CaseId) -> u16 {
        self.documents.get(id).map_or(0, |here| here.incarnation)
    }

    fn do_again(
        &mut self,
        base: &CaseDocument,
        stored: StoredDocument,
        rows: Vec<OutboxRow>,
    ) -> Result<(), StorageProblem> {
        let id = stored.id;
        let incarnation = self.incarnation(&id);
        let case = Case {
            stored,
            rows,
            incarnation,
        };
        let aside = BTreeMap::new();
        let counter = &mut self.counter;
        match rebase(base, case, &aside, self.principal, counter, self.now) {
            Ok(rebased) => {
                self.documents.remove(&id);
                self.outbox.retain(|row| row.act.case != id);
                self.writes.extend(rebased.writes);
                self.taken.changed.insert(id, rebased.row);
                self.taken.outbox = true;
                Ok(())
            }
            Err(RebaseProblem::Storage(problem)) => Err(problem),
            Err(RebaseProblem::Unreadable) => Ok(()),
        }
    }
}

/// Whether the change of a row fits here; then it is applied.
fn put_on(document: &mut CaseDocument, row: &OutboxRow) -> bool {
    IncomingChange::decode(&row.bytes)
        .is_ok_and(|change| change.fits(document).is_ok() && document.apply(&change).is_ok())
}
