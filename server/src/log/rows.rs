//! The log, row by row, as somebody with certain scopes reads it.
//!
//! What a reader gets is decided by what they may see *now*, not at the time of the row: a document that has left their
//! scope by now is not shown once more on the way there. Any row of a document that was in scope before or after it and is not now
//! becomes `Left`, also if it came in by that row: whoever gave it back has it already. A row that moves it into scope becomes
//! `Entered`.

use std::collections::{BTreeSet, HashSet};

use gridloop_shared::model::{CaseId, Principal};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::sync::{Entered, PullRow};

use crate::seal::SealKey;
use crate::state::{App, Subdistrict};
use crate::store::{Head, LogRow, StoreError};

/// Rows read in one go.
const MOST_ROWS: u32 = 1_000;
/// A page ends with the row that passes this many bytes.
const ENOUGH_BYTES: usize = 1024 * 1024;

/// What a row means to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Nothing,
    Enters,
    Changes,
    Leaves,
}

/// Visible before the row, after it, and now.
const fn meaning(before: bool, after: bool, now: bool) -> Meaning {
    match (before, after, now) {
        (true, _, false) | (false, true, false) => Meaning::Leaves,
        (false, true, true) => Meaning::Enters,
        (true, true, true) => Meaning::Changes,
        // It went and came back: a later row brings it.
        (true, false, true) | (false, false, _) => Meaning::Nothing,
    }
}

/// Adds at most so much of what the rows after this place mean to the reader. Answers with the last place read and what the log holds up to there;
/// `head` is where the log stood before.
pub async fn page(
    app: &App,
    principal: &Principal,
    after: u64,
    head: &Head,
    most: usize,
    reply: &mut Vec<PullRow>,
) -> Result<(u64, u64), StoreError> {
    let end = (head.seq.max(after), head.chain);
    let store = app.store.as_ref();
    let Some(Subdistrict { key, .. }) = app.directories.subdistrict(&principal.subdistrict) else {
        return Ok(end);
    };
    let rows = store
        .rows_after(&principal.subdistrict, after, MOST_ROWS)
        .await?;
    let full = u32::try_from(rows.len()) == Ok(MOST_ROWS);
    let documents: BTreeSet<CaseId> = rows.iter().map(|row| row.document).collect();
    let documents: Vec<CaseId> = documents.into_iter().collect();
    let now = store.facts_of(&documents).await?;
    let sees = |facts: Option<&Facts>| {
        facts.is_some_and(|facts| permits(principal, Action::View, facts).is_ok())
    };

    let mut last = None;
    let mut bytes = 0usize;
    let mut left: HashSet<CaseId> = HashSet::new();
    // A snapshot holds every later change too: those of this page need not be sent again.
    let mut whole: HashSet<CaseId> = HashSet::new();
    for row in rows {
        let document = row.document;
        last = Some((row.seq, row.chain));
        let seen_now = sees(now.get(&document));
        let before = sees(row.before.as_ref());
        match meaning(before, sees(Some(&row.after)), seen_now) {
            Meaning::Leaves if left.insert(document) => {
                reply.push(PullRow::Left { document });
            }
            Meaning::Enters if whole.insert(document) => {
                for entered in still_seen(principal, store.whole(&[document]).await?) {
                    bytes = bytes.saturating_add(entered.snapshot.len());
                    reply.push(PullRow::Entered(Box::new(entered)));
                }
            }
            Meaning::Changes if !whole.contains(&document) => {
                bytes = bytes.saturating_add(row.bytes.len());
                reply.push(change(&key, row));
            }
            _ => {}
        }
        if bytes >= ENOUGH_BYTES || reply.len() >= most {
            // There is more.
            return Ok(last.unwrap_or(end));
        }
    }
    // Not every place holds a change: what comes after the last one may be decisions.
    Ok(match last {
        Some(last) if full || last.0 > end.0 => last,
        _ => end,
    })
}

/// A document may have left the scope between the look at its facts and the reading of its snapshot.
pub fn still_seen(principal: &Principal, entered: Vec<Entered>) -> impl Iterator<Item = Entered> {
    entered
        .into_iter()
        .filter(|entered| permits(principal, Action::View, &Facts::from(&entered.row)).is_ok())
}

fn change(key: &SealKey, row: LogRow) -> PullRow {
    PullRow::Change {
        document: row.document,
        seal: key.seal(&row.document, &row.hash, row.arrival.at),
        bytes: row.bytes,
        arrival: row.arrival,
        seq: row.seq,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_a_row_for_every_way_in_and_out_and_nothing_of_what_is_hidden_now() {
        assert_eq!(meaning(false, true, true), Meaning::Enters);
        assert_eq!(meaning(true, true, true), Meaning::Changes);
        assert_eq!(meaning(true, false, false), Meaning::Leaves);
        assert_eq!(meaning(true, true, false), Meaning::Leaves);
        assert_eq!(meaning(false, true, false), Meaning::Leaves);
        for (before, after, now) in [
            (false, false, false),
            (false, false, true),
            (true, false, true),
        ] {
            assert_eq!(meaning(before, after, now), Meaning::Nothing);
        }
    }
}
