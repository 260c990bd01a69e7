//! What goes at once.

use std::collections::BTreeSet;

use super::*;
use crate::inbox::chunks;
use crate::outbox::batch;
use gridloop_shared::sync::{MOST_PUSH_BYTES, MOST_PUSH_CHANGES};

fn rows(count: u8) -> Vec<OutboxRow> {
    let mut phone = Phone::of(worker());
    (1..=count).map(|n| phone.does(case(n), report())).collect()
}

#[test]
fn the_oldest_go_first_and_a_stuck_case_is_passed_over() {
    let rows = rows(4);
    let stuck = BTreeSet::from([case(2)]);
    let chosen: Vec<CaseId> = batch(&rows, &stuck, 2)
        .iter()
        .map(|row| row.act.case)
        .collect();
    assert_eq!(chosen, [case(1), case(3)]);
}

#[test]
fn a_batch_carries_no_more_than_a_push_may_but_always_one() {
    let mut rows = rows(5);
    for row in &mut rows {
        row.bytes = vec![0; MOST_PUSH_BYTES / 2 - 100];
    }
    assert_eq!(batch(&rows, &BTreeSet::new(), 500).len(), 2);
    rows[0].bytes = vec![0; MOST_PUSH_BYTES * 2];
    assert_eq!(batch(&rows, &BTreeSet::new(), 500).len(), 1);
    let many: Vec<OutboxRow> = std::iter::repeat_n(rows[4].clone(), 600)
        .map(|row| OutboxRow {
            bytes: vec![0; 10],
            ..row
        })
        .collect();
    let most = batch(&many, &BTreeSet::new(), usize::MAX).len();
    assert_eq!(most, MOST_PUSH_CHANGES);
}

#[test]
fn a_page_is_cut_into_pieces_that_lose_nothing() {
    let rows = rows(40);
    let mut page: Vec<PullRow> = vec![BEGIN];
    page.extend(rows.iter().map(|row| change(row, row.order)));
    page.extend(
        rows.iter()
            .cycle()
            .take(300)
            .map(|row| entered(row.act.case, &[&row.bytes], 1)),
    );
    let pieces = chunks(&page);
    assert!(pieces.len() > 5);
    assert_eq!(pieces.concat(), page);
}
