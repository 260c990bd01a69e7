//! A document comes whole from the server while this device may have unsent work on it.

use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::sync::Entered;
use std::collections::BTreeMap;

use super::document::Document;
use super::page::Page;
use crate::outbox::{Case, RebaseProblem, rebase};
use crate::records::{OutboxRow, StoredDocument, StoredRow};
use crate::store::StorageProblem;

impl Page<'_> {
    /// Takes the server's document for the device's own, and puts the unsent acts on top: as the changes that they are if
    /// they fit, otherwise done again.
    pub(super) fn enter(&mut self, entered: &Entered) -> Result<(), StorageProblem> {
        let id = entered.document;
        let stored = StoredDocument {
            id,
            snapshot: entered.snapshot.clone(),
            arrivals: entered.arrivals.clone(),
            seq: entered.seq,
            left: false,
        };
        let row = StoredRow {
            row: entered.row.clone(),
            seq: entered.seq,
        };
        if !self.is_unsent(&id) {
            self.documents.insert(id, Document::entered(stored, row));
            return Ok(());
        }
        let Ok(mut base) = CaseDocument::load(&entered.snapshot) else {
            // Nothing that this version can work with: what is here stays.
            return Ok(());
        };
        self.admitted(|row| row.act.case == id && base.contains(&row.hash));
        let unsent: Vec<OutboxRow> = self
            .outbox
            .iter()
            .filter(|row| row.act.case == id)
            .cloned()
            .collect();
        if unsent.iter().all(|row| put_on(&mut base, row)) {
            self.documents
                .insert(id, Document::merged(stored, row, base));
            return Ok(());
        }
        self.do_again(entered, stored, unsent)
    }

    fn do_again(
        &mut self,
        entered: &Entered,
        stored: StoredDocument,
        rows: Vec<OutboxRow>,
    ) -> Result<(), StorageProblem> {
        let id = stored.id;
        let incarnation = self.documents.get(&id).map_or(0, |here| here.incarnation);
        let case = Case {
            stored,
            rows,
            incarnation,
        };
        let rebased = CaseDocument::load(&entered.snapshot)
            .map_err(RebaseProblem::from)
            .and_then(|base| {
                let aside = BTreeMap::new();
                rebase(&base, case, &aside, self.principal, &mut self.counter, self.now)
            });
        match rebased {
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
    IncomingChange::decode(&row.bytes).is_ok_and(|change| {
        change.fits(document).is_ok() && document.apply(&change).is_ok()
    })
}
