//! How much of a page is taken in at once: little enough that a finger on the screen does not notice.

use gridloop_shared::sync::PullRow;

/// The work of one piece, in documents written as they came.
const ENOUGH: usize = 128;
/// What opening a document and writing it again costs, measured in that.
const OPENED: usize = 16;

/// The rows of a page in pieces, in order.
#[must_use]
pub fn chunks(rows: &[PullRow]) -> Vec<&[PullRow]> {
    let mut pieces = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let mut work = 0usize;
        let count = rest
            .iter()
            .take_while(|row| {
                let first = work == 0;
                work = work.saturating_add(cost(row));
                first || work <= ENOUGH
            })
            .count();
        let (piece, after) = rest.split_at(count);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

const fn cost(row: &PullRow) -> usize {
    match row {
        PullRow::Change { .. } => OPENED,
        _ => 1,
    }
}
