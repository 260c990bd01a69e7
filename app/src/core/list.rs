//! The list in memory: every row of the device, with where its author's work is safe.

use std::collections::BTreeMap;
use std::sync::Arc;

use gridloop_shared::model::{CaseId, CaseRow};

use super::{Listed, Receipt};
use crate::outbox::Changed;
use crate::records::{OutboxRow, SetAside, StoredRow};

/// Above every place in the log.
const UNSENT: u64 = 1 << 62;

/// All rows.
#[derive(Default)]
pub(super) struct List {
    rows: BTreeMap<CaseId, (Arc<CaseRow>, u64)>,
    /// How many acts are unsent, and the place of the newest.
    unsent: BTreeMap<CaseId, (usize, u64)>,
    aside: BTreeMap<CaseId, usize>,
}

impl List {
    pub(super) fn load(&mut self, rows: Vec<StoredRow>) {
        self.rows = rows
            .into_iter()
            .map(|StoredRow { row, seq }| (row.id, (Arc::new(row), seq)))
            .collect();
    }

    pub(super) fn merge(&mut self, changed: &Changed) {
        for (id, row) in changed {
            match row {
                Some(StoredRow { row, seq }) => {
                    self.rows.insert(*id, (Arc::new(row.clone()), *seq));
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
        *of_case = (of_case.0.saturating_add(1), row.order);
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

    /// The rows as lists show them.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let mut all: Vec<Listed> = self
            .rows
            .iter()
            .map(|(id, (row, seq))| {
                let unsent = self.unsent.get(id);
                Listed {
                    row: row.clone(),
                    receipt: match (self.aside.get(id), unsent) {
                        (Some(acts), _) => Receipt::NotAccepted { acts: *acts },
                        (None, Some((acts, _))) => Receipt::OnThisPhone { acts: *acts },
                        (None, None) => Receipt::OnServer,
                    },
                    order: unsent.map_or(*seq, |(_, place)| UNSENT.saturating_add(*place)),
                }
            })
            .collect();
        all.sort_unstable_by_key(|listed| std::cmp::Reverse(listed.order));
        all
    }
}
