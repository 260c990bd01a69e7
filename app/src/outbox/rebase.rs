//! A case without what was not taken: decision record 1, on the device's records.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::{CaseDocument, Unreadable, rebuild};
use gridloop_shared::model::{CommandId, Principal, Timestamp};

use crate::records::{Counter, Incarnation, OutboxRow, Record, StoredDocument, StoredRow, Why};
use crate::store::{StorageProblem, Write};

/// A case that is worked on inside a transaction.
pub(crate) struct Case {
    /// Its document's record.
    pub stored: StoredDocument,
    /// This device's acts on it that are not admitted, in order.
    pub rows: Vec<OutboxRow>,
    /// With what this device writes into it.
    pub incarnation: u16,
}

/// What is to be written, and the row that lists show afterwards.
pub(crate) struct Rebased {
    pub writes: Vec<Write>,
    pub row: Option<StoredRow>,
}

/// Why a case was not rebased.
#[derive(Debug)]
pub(crate) enum RebaseProblem {
    /// A document on the way cannot be read.
    Unreadable,
    /// The records cannot be written.
    Storage(StorageProblem),
}

impl From<Unreadable> for RebaseProblem {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

impl From<StorageProblem> for RebaseProblem {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

/// Takes from `base` what is admitted, and does the case's acts again, except for those `aside`, which go to the tray, or nowhere if
/// they have arrived as another change.
pub(crate) fn rebase(
    base: &CaseDocument,
    case: Case,
    aside: &BTreeMap<CommandId, Option<Why>>,
    principal: &Principal,
    counter: &mut Counter,
    now: Timestamp,
) -> Result<Rebased, RebaseProblem> {
    let Case {
        mut stored,
        rows,
        incarnation,
    } = case;
    let incarnation = Incarnation {
        id: stored.id,
        incarnation: incarnation.saturating_add(1),
    };
    let journal: Vec<_> = rows.iter().map(OutboxRow::journal).collect();
    let left_out: BTreeSet<CommandId> = aside.keys().copied().collect();
    let rebuilt = rebuild(
        base,
        &journal,
        &left_out,
        principal,
        incarnation.incarnation,
    )?;

    let acts: BTreeMap<CommandId, &OutboxRow> = rows.iter().map(|row| (row.act.id, row)).collect();
    let mut writes: Vec<Write> = rows.iter().map(Record::dropped).collect();
    writes.push(incarnation.put()?);
    let fallen = rebuilt
        .fallen
        .iter()
        .map(|(command, refusal)| (*command, Why::Fallen(refusal.into())));
    let aside = aside.iter().filter_map(|(id, why)| Some((*id, (*why)?)));
    for (command, why) in aside.chain(fallen) {
        // Another device of this person was faster with the same act: it is on the server, and nothing is amiss.
        if let Some(row) = acts.get(&command).filter(|_| !stored.has_arrived(&command)) {
            writes.push(row.set_aside(why, now).put()?);
        }
    }
    let stays = !(stored.left && rebuilt.replayed.is_empty());
    for (command, change) in rebuilt.replayed {
        if let Some(row) = acts.get(&command) {
            let mut again = OutboxRow::new(counter.next(), row.act.clone(), change);
            again.again = row.again.saturating_add(1);
            writes.push(again.put()?);
        }
    }
    let row = match rebuilt.document.filter(|_| stays) {
        Some(document) => {
            stored.snapshot = document.save();
            let row = StoredRow::of(&stored, &document.case()?);
            writes.extend([stored.put()?, row.put()?]);
            Some(row)
        }
        None => {
            writes.extend(gone(&stored));
            None
        }
    };
    Ok(Rebased { writes, row })
}

/// A case that is not on this device any more.
pub(crate) fn gone(stored: &StoredDocument) -> [Write; 2] {
    let key = stored.key();
    [
        Write::Drop(StoredDocument::SHELF, key.clone()),
        Write::Drop(StoredRow::SHELF, key),
    ]
}
