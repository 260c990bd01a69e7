//! Work that was done as another device, by the same person on the same phone: done again as the one that they are now. The
//! server takes changes only from the device that wrote them.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{CaseId, Principal, Timestamp};

use super::rebase::{Case, RebaseProblem, rebase};
use crate::records::{
    Counter, Incarnation, OutboxRow, Record, StoredDocument, ask, ask_all, found, found_all,
};
use crate::store::{Durability, LocalStore, Next, Shelf, StorageProblem};

const SHELVES: [Shelf; 6] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Incarnations,
    Shelf::Meta,
];

/// Whether the outbox holds work of another device.
#[must_use]
pub fn is_of_another_device(outbox: &[OutboxRow], principal: &Principal) -> bool {
    outbox.iter().any(|row| is_foreign(row, principal))
}

/// Whether a row is work of another device.
#[must_use]
pub fn is_foreign(row: &OutboxRow, principal: &Principal) -> bool {
    IncomingChange::decode(&row.bytes).is_ok_and(|change| change.actor.device != principal.device)
}

/// Does all unsent work of another device again as this one.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn adopt<S: LocalStore>(
    store: &S,
    principal: &Principal,
    now: Timestamp,
) -> Result<(), StorageProblem> {
    let mut found_first: Option<(Vec<OutboxRow>, BTreeSet<CaseId>, Counter)> = None;
    let queries = vec![ask_all::<OutboxRow>(), ask::<Counter>(&Counter::KEY)];
    store
        .transact(&SHELVES, Durability::Strict, queries, |mut answers| {
            let Some((rows, cases, mut counter)) = found_first.take() else {
                let rows: Vec<OutboxRow> = found_all(&mut answers)?;
                let counter = found(&mut answers)?.unwrap_or_default();
                let cases: BTreeSet<CaseId> = rows
                    .iter()
                    .filter(|row| is_foreign(row, principal))
                    .map(|row| row.act.case)
                    .collect();
                let more = cases
                    .iter()
                    .flat_map(|id| [ask::<StoredDocument>(id), ask::<Incarnation>(id)])
                    .collect();
                found_first = Some((rows, cases, counter));
                return Ok(Next::Ask(more));
            };
            let mut writes = Vec::new();
            for id in cases {
                let stored = found::<StoredDocument>(&mut answers)?;
                let incarnation = found::<Incarnation>(&mut answers)?;
                let Some(stored) = stored else {
                    continue;
                };
                let case = Case {
                    rows: rows
                        .iter()
                        .filter(|row| row.act.case == id)
                        .cloned()
                        .collect(),
                    incarnation: incarnation.map_or(0, |kept| kept.incarnation),
                    stored,
                };
                let aside = BTreeMap::new();
                let rebased = CaseDocument::load(&case.stored.snapshot)
                    .map_err(RebaseProblem::from)
                    .and_then(|base| rebase(&base, case, &aside, principal, &mut counter, now));
                match rebased {
                    Ok(rebased) => writes.extend(rebased.writes),
                    Err(RebaseProblem::Storage(problem)) => return Err(problem),
                    // It stays as it is, for a version that can read it.
                    Err(RebaseProblem::Unreadable) => {}
                }
            }
            writes.push(counter.put()?);
            Ok(Next::Write(writes, ()))
        })
        .await
}
