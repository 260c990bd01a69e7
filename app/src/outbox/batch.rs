//! What goes in the next push: the oldest first, without the cases that are stuck.

use std::collections::BTreeSet;

use gridloop_shared::model::CaseId;
use gridloop_shared::sync::{MOST_PUSH_BYTES, MOST_PUSH_CHANGES};

use crate::records::OutboxRow;

/// What a change costs in a push beside its own bytes: the document's id and the map around it.
const AROUND: usize = 80;

/// The next rows to push: at most `most`, and no more than a push may carry. At least one, if there is one.
#[must_use]
pub fn batch<'a>(
    rows: &'a [OutboxRow],
    stuck: &BTreeSet<CaseId>,
    most: usize,
) -> Vec<&'a OutboxRow> {
    let mut bytes = 0usize;
    rows.iter()
        .filter(|row| !stuck.contains(&row.act.case))
        .take(most.clamp(1, MOST_PUSH_CHANGES))
        .take_while(|row| {
            let first = bytes == 0;
            bytes = bytes.saturating_add(row.bytes.len()).saturating_add(AROUND);
            first || bytes <= MOST_PUSH_BYTES
        })
        .collect()
}
