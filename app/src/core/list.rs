//! The list in memory: every row of the device, with where its author's work is safe.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use gridloop_shared::model::{CaseId, CaseRow, Timestamp};

use super::{Listed, Receipt};
use crate::outbox::Changed;
use crate::records::{OutboxRow, SetAside, StoredRow};

/// When the report reached the server, by its clock; one that has not is newer than all that have. What a phone's own clock
/// says moves nothing.
type Place = (bool, Timestamp);

/// All rows.
#[derive(Default)]
pub(super) struct List {
    rows: BTreeMap<CaseId, (Arc<CaseRow>, Place)>,
    /// How many acts are unsent, and the place of the first in the queue.
    unsent: BTreeMap<CaseId, (usize, u64)>,
    aside: BTreeMap<CaseId, usize>,
}

impl List {
    pub(super) fn load(&mut self, rows: Vec<StoredRow>) {
        self.rows = rows
            .into_iter()
            .map(|stored| (stored.row.id, listed(stored)))
            .collect();
    }

    pub(super) fn has(&self, id: &CaseId) -> bool {
        self.rows.contains_key(id)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn merge(&mut self, changed: &Changed) {
        for (id, row) in changed {
            match row {
                Some(stored) => {
                    self.rows.insert(*id, listed(stored.clone()));
                }
                None => {
                    self.rows.remove(id);
                }
            }
        }
    }

    /// One act more, before the outbox has been read again.
    pub(super) fn queued(&mut self, row: &OutboxRow) {
        let (acts, _) = self.unsent.entry(row.act.case).or_insert((0, row.order));
        *acts = acts.saturating_add(1);
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
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_unstable_by_key(|(id, (_, place))| {
            let queued = self.unsent.get(id).map(|(_, order)| *order);
            Reverse((*place, queued.filter(|_| place.0), **id))
        });
        rows.into_iter()
            .map(|(id, (row, _))| Listed {
                row: row.clone(),
                receipt: match (self.aside.get(id), self.unsent.get(id)) {
                    (Some(acts), _) => Receipt::NotAccepted { acts: *acts },
                    (None, Some((acts, _))) => Receipt::OnThisPhone { acts: *acts },
                    (None, None) => Receipt::OnServer,
                },
            })
            .collect()
    }
}

fn listed(stored: StoredRow) -> (Arc<CaseRow>, Place) {
    let StoredRow { row, seq, arrived } = stored;
    // An older version did not note when it arrived.
    let arrived = arrived.or_else(|| (seq > 0).then_some(row.reported_at));
    let place = (arrived.is_none(), arrived.unwrap_or_default());
    (Arc::new(row), place)
}
