//! Other people's work comes in beside one's own.

use super::*;
use gridloop_shared::workflow::Stage;

/// A case that this phone reported and the server has, and the supervisor's desk with it.
fn shared() -> (Phone, Phone, OutboxRow) {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let desk = Phone::of(supervisor());
    desk.take(&[
        BEGIN,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    (phone, desk, founding)
}

#[test]
fn a_change_of_somebody_else_merges_with_unsent_work() {
    let (mut phone, mut desk, _) = shared();
    let mine = phone.does(case(1), comment("在现场"));
    let accepted = desk.does(case(1), Command::Accept);
    let taken = phone.take(&[change(&accepted, 2)]);
    let row = phone.listed(case(1)).unwrap();
    assert_eq!(row.row.stage, Stage::Accepted);
    assert_eq!(row.seq, 2);
    assert_eq!(taken.changed[&case(1)], Some(row));
    assert_eq!(phone.comments(case(1)), ["在现场"]);
    assert_eq!(phone.outbox(), [mine]);
}

#[test]
fn several_changes_of_one_case_in_one_piece_all_count() {
    let (phone, mut desk, _) = shared();
    let rows: Vec<PullRow> = (2..=5)
        .map(|seq| change(&desk.does(case(1), comment(&seq.to_string())), seq))
        .collect();
    phone.take(&rows);
    assert_eq!(phone.comments(case(1)), ["2", "3", "4", "5"]);
    assert_eq!(phone.stored(case(1)).unwrap().arrivals.len(), 5);
}

#[test]
fn taking_in_a_page_twice_is_the_same_as_once() {
    let (phone, mut desk, _) = shared();
    let rows = [change(&desk.does(case(1), comment("一")), 2)];
    phone.take(&rows);
    let once = phone.stored(case(1));
    phone.take(&rows);
    assert_eq!(phone.stored(case(1)), once);
}

#[test]
fn the_place_moves_with_the_last_piece_and_a_stale_page_does_nothing() {
    let (phone, mut desk, _) = shared();
    let rows = [change(&desk.does(case(1), comment("一")), 2)];
    let at = phone.place().cursor;
    let half = phone.take_piece(Piece {
        asked: &at,
        rows: &rows,
        ..Piece::default()
    });
    assert!(!half.stale);
    assert_eq!(phone.place().cursor, at);
    phone.take(&[]);
    let stale = phone.take_piece(Piece {
        asked: &at,
        rows: &[PullRow::Left { document: case(1) }],
        next: Some("x"),
        ..Piece::default()
    });
    assert!(stale.stale);
    assert!(phone.stored(case(1)).is_some());
    assert_ne!(phone.place().cursor, "x");
}

#[test]
fn a_change_of_a_case_that_is_not_here_is_passed_over() {
    let (_, mut desk, _) = shared();
    let stranger = Phone::of(worker());
    let taken = stranger.take(&[change(&desk.does(case(1), comment("一")), 2)]);
    assert!(taken.changed.is_empty());
    assert!(stranger.stored(case(1)).is_none());
}

#[test]
fn a_document_read_before_an_act_was_admitted_does_not_take_the_act_away() {
    let (mut phone, mut desk, founding) = shared();
    let accepted = desk.does(case(1), Command::Accept);
    // The server reads the document for a page; then it admits the comment; the verdict is here before the page.
    let page = [entered(case(1), &[&founding.bytes, &accepted.bytes], 2)];
    let mine = phone.does(case(1), comment("刚到"));
    phone.settle(std::slice::from_ref(&mine), &[admitted(3)]);
    phone.take(&page);
    assert_eq!(phone.comments(case(1)), ["刚到"]);
    assert_eq!(phone.document(case(1)).changes().len(), 3);
    assert_eq!(phone.stored(case(1)).unwrap().seq, 3);
    assert_eq!(phone.stored(case(1)).unwrap().arrivals.len(), 3);
    // What is done next is not given the number of what was admitted.
    let next = phone.does(case(1), comment("接着"));
    let number = |row: &OutboxRow| IncomingChange::decode(&row.bytes).unwrap().sequence();
    assert_eq!(number(&next), number(&mine) + 1);
}
