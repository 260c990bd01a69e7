//! What the server said of a batch, made true on the device.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, Principal, Timestamp};
use gridloop_shared::sync::Verdict;

use super::Changed;
use super::settle_case::{Found, Settling};
use crate::records::{
    Counter, Incarnation, OutboxRow, PLACE, Place, Record, StoredDocument, StoredRow, ask, ask_all,
    found, found_all,
};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem};

const SHELVES: [Shelf; 6] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Incarnations,
    Shelf::Meta,
];

/// A row as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its place in the queue.
    pub order: u64,
    /// The change that was sent: if the row holds another by now, the verdict is not about it.
    pub hash: ChangeHash,
    /// Its case.
    pub case: CaseId,
}

impl From<&OutboxRow> for Sent {
    fn from(row: &OutboxRow) -> Self {
        Self {
            order: row.order,
            hash: row.hash,
            case: row.act.case,
        }
    }
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Settled {
    /// The rows that changed.
    pub changed: Changed,
    /// Cases whose past the server does not know.
    pub missing: BTreeMap<CaseId, Vec<ChangeHash>>,
    /// Cases in which something has arrived that is not here yet: they wait for the log.
    pub behind: BTreeSet<CaseId>,
}

/// Makes the verdicts on a batch true, in one transaction.
///
/// # Errors
/// When the device cannot; nothing has changed then, and sending again is safe.
pub async fn settle<S: LocalStore>(
    store: &S,
    principal: &Principal,
    sent: &[Sent],
    verdicts: &[Verdict],
    now: Timestamp,
) -> Result<Settled, StorageProblem> {
    let cases: BTreeSet<CaseId> = sent.iter().map(|each| each.case).collect();
    let verdicts: BTreeMap<(u64, ChangeHash), &Verdict> = sent
        .iter()
        .map(|each| (each.order, each.hash))
        .zip(verdicts)
        .collect();
    let mut queries = vec![
        ask_all::<OutboxRow>(),
        ask::<Counter>(&Counter::KEY),
        ask::<Place>(&PLACE),
    ];
    queries.extend(cases.iter().flat_map(asked));
    store
        .transact(&SHELVES, Durability::Strict, queries, |mut answers| {
            let rows: Vec<OutboxRow> = found_all(&mut answers)?;
            let mut settling = Settling {
                principal,
                verdicts: &verdicts,
                now,
                counter: found(&mut answers)?.unwrap_or_default(),
                told_up_to: found::<Place>(&mut answers)?.and_then(|place| place.told_up_to()),
                writes: Vec::new(),
                settled: Settled::default(),
            };
            for id in &cases {
                let stored = found::<StoredDocument>(&mut answers)?;
                let listed = found::<StoredRow>(&mut answers)?;
                let incarnation = found::<Incarnation>(&mut answers)?;
                if let (Some(stored), Some(listed)) = (stored, listed) {
                    settling.case(Found {
                        stored,
                        listed,
                        incarnation: incarnation.map_or(0, |kept| kept.incarnation),
                        rows: rows
                            .iter()
                            .filter(|row| row.act.case == *id)
                            .cloned()
                            .collect(),
                    })?;
                }
            }
            let Settling {
                counter,
                mut writes,
                settled,
                ..
            } = settling;
            writes.push(counter.put()?);
            Ok(Next::Write(writes, settled))
        })
        .await
}

fn asked(id: &CaseId) -> [Query; 3] {
    [
        ask::<StoredDocument>(id),
        ask::<StoredRow>(id),
        ask::<Incarnation>(id),
    ]
}
