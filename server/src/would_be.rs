//! Acts that are in no document, read in the cases as they would be if what was set aside before them were there: one may build on
//! another.

use std::collections::{BTreeSet, HashMap};

use gridloop_shared::command::Act;
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{CaseId, CaseRow};

use crate::contained::contained;
use crate::store::{Store, StoreError};

/// The cases.
#[derive(Default)]
pub struct WouldBe {
    documents: HashMap<CaseId, CaseDocument>,
    rows: HashMap<CaseId, CaseRow>,
}

impl WouldBe {
    /// The cases of these documents, as far as they exist, as they stand.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(store: &dyn Store, documents: BTreeSet<CaseId>) -> Result<Self, StoreError> {
        let mut would_be = Self::default();
        let documents: Vec<CaseId> = documents.into_iter().collect();
        for entered in store.whole(&documents).await? {
            if let Ok(document) = CaseDocument::load(&entered.snapshot) {
                would_be.documents.insert(entered.document, document);
                would_be.rows.insert(entered.document, entered.row);
            }
        }
        Ok(would_be)
    }

    /// How a case stands.
    pub fn row(&self, case: &CaseId) -> Option<CaseRow> {
        self.rows.get(case).cloned()
    }

    /// The act of a change, which is there from now on. Blocks for some microseconds.
    pub fn act(&mut self, case: CaseId, bytes: &[u8]) -> Option<Act> {
        let document = self.documents.entry(case).or_default();
        // What builds on something held was never judged.
        let read = contained(|| {
            let change = IncomingChange::decode(bytes).ok()?;
            let act = change.recall(document, case)?;
            let mut after = document.clone();
            let applies = change.fits_late(document).is_ok() && after.apply(&change).is_ok();
            Some((act, applies.then_some(after)))
        });
        let (act, after) = read.flatten().unzip();
        if let Some(after) = after.flatten() {
            *document = after;
        }
        act
    }
}
