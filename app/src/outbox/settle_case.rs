//! The verdicts on one case: what was admitted leaves the outbox, what was not leaves the document.

use std::collections::BTreeMap;

use gridloop_shared::command::Act;
use gridloop_shared::crdt::{CaseDocument, ChangeHash};
use gridloop_shared::model::{CommandId, Principal, Timestamp};
use gridloop_shared::sync::{Arrival, Code, Verdict};

use super::rebase::{Case, RebaseProblem, gone, rebase};
use super::settle::Settled;
use crate::records::{Counter, OutboxRow, Record, StoredDocument, StoredRow, Why};
use crate::store::{StorageProblem, Write};

/// An act is not done again more often than that: something else is wrong with it, and a person has to look.
const MOST_AGAIN: u32 = 5;

/// A case as it was found in the transaction.
pub(super) struct Found {
    pub stored: StoredDocument,
    pub listed: StoredRow,
    pub incarnation: u16,
    pub rows: Vec<OutboxRow>,
}

/// A transaction that settles a batch.
pub(super) struct Settling<'a> {
    pub principal: &'a Principal,
    pub verdicts: &'a BTreeMap<(u64, ChangeHash), &'a Verdict>,
    pub now: Timestamp,
    pub counter: Counter,
    /// Up to here the server has told of every case that this person may see.
    pub told_up_to: Option<u64>,
    pub writes: Vec<Write>,
    pub settled: Settled,
}

/// What the verdicts on one case come to.
#[derive(Default)]
struct Sorted {
    /// What has arrived.
    settled: Vec<Act>,
    /// What stays in the outbox, in order.
    left: Vec<OutboxRow>,
    /// What goes out of the document: to the tray, or nowhere if it has arrived already.
    aside: BTreeMap<CommandId, Option<Why>>,
    /// Whether something of what is left has to be done again although nothing goes out.
    again: bool,
}

impl Settling<'_> {
    pub(super) fn case(&mut self, found: Found) -> Result<(), StorageProblem> {
        let Found {
            mut stored,
            listed,
            incarnation,
            rows,
        } = found;
        let was_unknown = stored.arrivals.is_empty();
        if self.waits_for_the_log(&stored, &rows)? {
            return Ok(());
        }
        let sorted = self.sort(&mut stored, rows);
        // The answer to what founded it was lost, and since then it has become none of theirs.
        let is_known = !stored.arrivals.is_empty();
        if was_unknown && is_known && self.told_up_to >= Some(stored.seq) {
            stored.left = true;
        }
        if !sorted.aside.is_empty() || sorted.again {
            return self.rebase(stored, listed, incarnation, sorted);
        }
        let id = stored.id;
        let row = if stored.left && sorted.left.is_empty() {
            self.writes.extend(gone(&stored));
            None
        } else {
            let waits = !sorted.left.is_empty();
            let row = StoredRow::settled(&stored, listed.row, &sorted.settled, waits);
            self.writes.extend([stored.put()?, row.put()?]);
            Some(row)
        };
        self.settled.changed.insert(id, row);
        Ok(())
    }

    /// Whether an act has arrived as another change that is not here yet: until the log has brought that, or has had the time to, what
    /// is here is all that there is of it, and nothing is taken out.
    fn waits_for_the_log(
        &mut self,
        stored: &StoredDocument,
        rows: &[OutboxRow],
    ) -> Result<bool, StorageProblem> {
        let is_news = |row: &&OutboxRow| {
            let verdict = self.verdicts.get(&(row.order, row.hash));
            let arrived = matches!(
                verdict,
                Some(Verdict::Refused {
                    code: Code::AlreadyArrived
                })
            );
            arrived && !row.twin && !stored.has_arrived(&row.act.id)
        };
        let twins: Vec<OutboxRow> = rows.iter().filter(is_news).cloned().collect();
        for row in &twins {
            let noted = OutboxRow {
                twin: true,
                ..row.clone()
            };
            self.writes.push(noted.put()?);
            self.settled.behind.insert(stored.id);
        }
        Ok(!twins.is_empty())
    }

    fn sort(&mut self, stored: &mut StoredDocument, rows: Vec<OutboxRow>) -> Sorted {
        let mut sorted = Sorted::default();
        for row in rows {
            match self.verdicts.get(&(row.order, row.hash)) {
                Some(Verdict::Admitted { seq, at, seal } | Verdict::Known { seq, at, seal }) => {
                    let arrival = Arrival {
                        command: row.act.id,
                        at: *at,
                    };
                    stored.arrived(arrival, *seq, *seal);
                    self.writes.push(row.dropped());
                    sorted.settled.push(row.act);
                    continue;
                }
                Some(Verdict::Missing { dependencies }) => {
                    self.settled.missing.insert(stored.id, dependencies.clone());
                }
                // It has arrived already, as another change: its answer was lost, and it was done again as another device.
                Some(Verdict::Held { .. } | Verdict::Refused { .. })
                    if stored.has_arrived(&row.act.id) =>
                {
                    sorted.again = true;
                }
                Some(Verdict::Refused {
                    code: Code::AlreadyArrived,
                }) => {
                    sorted.aside.insert(row.act.id, None);
                }
                // The verdict is older than the decision. The server says what it is now when it is sent again.
                Some(Verdict::Held { .. }) if row.ruled.as_ref().is_some_and(|it| it.taken) => {}
                Some(Verdict::Held { .. }) if row.ruled.is_some() => {
                    let why = Why::Refused(Code::RuledOut);
                    sorted.aside.insert(row.act.id, Some(why));
                }
                Some(Verdict::Held { code }) => sorted.take(&row, *code, Why::Held(*code)),
                Some(Verdict::Refused { code }) => sorted.take(&row, *code, Why::Refused(*code)),
                None => {}
            }
            sorted.left.push(row);
        }
        sorted
    }

    fn rebase(
        &mut self,
        stored: StoredDocument,
        listed: StoredRow,
        incarnation: u16,
        sorted: Sorted,
    ) -> Result<(), StorageProblem> {
        let Sorted { left, aside, .. } = sorted;
        let kept = (stored.clone(), left.clone());
        let rebased = CaseDocument::load(&stored.snapshot)
            .map_err(RebaseProblem::from)
            .and_then(|document| {
                let case = Case {
                    stored,
                    rows: left,
                    incarnation,
                };
                rebase(
                    &document,
                    case,
                    &aside,
                    self.principal,
                    &mut self.counter,
                    self.now,
                )
            });
        let (id, row) = match rebased {
            Ok(rebased) => {
                self.writes.extend(rebased.writes);
                (kept.0.id, rebased.row)
            }
            Err(RebaseProblem::Storage(problem)) => return Err(problem),
            // The document stays as it is, for a version that can read it; what was said of the acts is noted all the same.
            Err(RebaseProblem::Unreadable) => {
                self.note(&kept.1, &aside)?;
                self.writes.push(kept.0.put()?);
                (kept.0.id, Some(listed))
            }
        };
        self.settled.changed.insert(id, row);
        Ok(())
    }

    fn note(
        &mut self,
        rows: &[OutboxRow],
        aside: &BTreeMap<CommandId, Option<Why>>,
    ) -> Result<(), StorageProblem> {
        for row in rows {
            if let Some(why) = aside.get(&row.act.id) {
                self.writes.push(row.dropped());
                if let Some(why) = *why {
                    self.writes.push(row.set_aside(why, self.now).put()?);
                }
            }
        }
        Ok(())
    }
}

impl Sorted {
    /// What was only unlucky in what it built on is done again; the rest goes to the tray.
    fn take(&mut self, row: &OutboxRow, code: Code, why: Why) {
        let unlucky = matches!(code, Code::BuildsOnRefused | Code::OutOfSequence);
        if unlucky && row.again < MOST_AGAIN {
            self.again = true;
        } else {
            self.aside.insert(row.act.id, Some(why));
        }
    }
}
