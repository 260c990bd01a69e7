//! The list in memory: every row of the device, with where its author's work is safe.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use gridloop_shared::model::{CaseId, CaseRow};

use super::{Listed, Receipt};
use crate::outbox::Changed;
use crate::records::{OutboxRow, SetAside, StoredRow};

/// All rows.
#[derive(Default)]
pub(super) struct List {
    rows: BTreeMap<CaseId, Arc<CaseRow>>,
    /// How many acts are unsent.
    unsent: BTreeMap<CaseId, usize>,
    aside: BTreeMap<CaseId, usize>,
}

impl List {
    pub(super) fn load(&mut self, rows: Vec<StoredRow>) {
        self.rows = rows
            .into_iter()
            .map(|StoredRow { row, .. }| (row.id, Arc::new(row)))
            .collect();
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn merge(&mut self, changed: &Changed) {
        for (id, row) in changed {
            match row {
                Some(StoredRow { row, .. }) => {
                    self.rows.insert(*id, Arc::new(row.clone()));
                }
                None => {
                    self.rows.remove(id);
                }
            }
        }
    }

    /// One act more, before the outbox has been read again.
    pub(super) fn queued(&mut self, row: &OutboxRow) {
        let of_case = self.unsent.entry(row.act.case).or_default();
        *of_case = of_case.saturating_add(1);
    }

    pub(super) fn set_queue(&mut self, outbox: &[OutboxRow], tray: &[SetAside]) {
        self.unsent.clear();
        for row in outbox {
            self.queued(row);
        }
        self.aside.clear();
        for each in tray {
            let of_case = self.aside.entry(each.act.case).or_default();
            *of_case = of_case.saturating_add(1);
        }
    }

    /// The rows as lists show them: newest first. An act on one moves none, so that a list can be worked through.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let mut all: Vec<Listed> = self
            .rows
            .iter()
            .map(|(id, row)| Listed {
                row: row.clone(),
                receipt: match (self.aside.get(id), self.unsent.get(id)) {
                    (Some(acts), _) => Receipt::NotAccepted { acts: *acts },
                    (None, Some(acts)) => Receipt::OnThisPhone { acts: *acts },
                    (None, None) => Receipt::OnServer,
                },
            })
            .collect();
        all.sort_unstable_by_key(|listed| Reverse((listed.row.reported_at, listed.row.id)));
        all
    }
}
