//! The list in memory: every row of the device, with where its author's work is safe.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
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
pub struct List {
    rows: BTreeMap<CaseId, (Arc<CaseRow>, Place)>,
    /// Of these, those whose documents are still on their way.
    shown: BTreeSet<CaseId>,
    /// How many acts are unsent, and the place of the first in the queue.
    unsent: BTreeMap<CaseId, (usize, u64)>,
    aside: BTreeMap<CaseId, usize>,
}

impl List {
    pub fn load(&mut self, rows: Vec<StoredRow>) {
        self.shown.clear();
        self.rows = rows
            .into_iter()
            .map(|stored| (stored.row.id, listed(stored)))
            .collect();
    }

    /// Rows of documents that are on their way. What is here is as new, or newer.
    pub fn show(&mut self, rows: Changed) {
        for (id, row) in rows {
            if let Some(stored) = row
                && !self.rows.contains_key(&id)
            {
                self.rows.insert(id, listed(stored));
                self.shown.insert(id);
            }
        }
    }

    /// The documents that were on their way may be others by now: the server names everything anew.
    pub fn show_no_more(&mut self) {
        for id in std::mem::take(&mut self.shown) {
            self.rows.remove(&id);
        }
    }

    pub fn has(&self, id: &CaseId) -> bool {
        self.rows.contains_key(id)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn merge(&mut self, changed: &Changed) {
        for (id, row) in changed {
            self.shown.remove(id);
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
    pub fn queued(&mut self, row: &OutboxRow) {
        let (acts, _) = self.unsent.entry(row.act.case).or_insert((0, row.order));
        *acts = acts.saturating_add(1);
    }

    pub fn set_queue(&mut self, outbox: &[OutboxRow], tray: &[SetAside]) {
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
    pub fn listed(&self) -> Vec<Listed> {
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
