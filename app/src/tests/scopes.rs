//! Cases come and go with the person's scope; unsent work keeps them until it is settled.

use super::*;

fn with_two() -> (Phone, OutboxRow, OutboxRow) {
    let mut phone = Phone::of(worker());
    let one = phone.does(case(1), report());
    let two = phone.does(case(2), report());
    let sent = [one.clone(), two.clone()];
    phone.settle(&sent, &[admitted(1), admitted(2)]);
    (phone, one, two)
}

#[test]
fn a_case_that_leaves_goes_at_once_when_nothing_is_unsent() {
    let (phone, ..) = with_two();
    let taken = phone.take(&[PullRow::Left { document: case(1) }]);
    assert_eq!(taken.changed[&case(1)], None);
    assert!(phone.stored(case(1)).is_none());
    assert!(phone.listed(case(1)).is_none());
    assert!(phone.stored(case(2)).is_some());
}

#[test]
fn a_case_that_leaves_stays_until_unsent_work_is_settled() {
    let (mut phone, ..) = with_two();
    let mine = phone.does(case(1), comment("还没发"));
    phone.take(&[PullRow::Left { document: case(1) }]);
    assert!(phone.stored(case(1)).unwrap().left);
    assert_eq!(phone.comments(case(1)), ["还没发"]);
    let settled = phone.settle(&[mine], &[admitted(3)]);
    assert_eq!(settled.changed[&case(1)], None);
    assert!(phone.stored(case(1)).is_none());
    assert!(phone.listed(case(1)).is_none());
}

#[test]
fn a_refusal_in_a_case_that_left_takes_it_away_and_fills_the_tray() {
    let (mut phone, ..) = with_two();
    let mine = phone.does(case(1), comment("还没发"));
    phone.take(&[PullRow::Left { document: case(1) }]);
    let refused = Verdict::Refused {
        code: gridloop_shared::sync::Code::NotFound,
    };
    phone.settle(&[mine], &[refused]);
    assert!(phone.stored(case(1)).is_none());
    assert_eq!(phone.tray().len(), 1);
}

#[test]
fn what_is_not_named_between_begin_and_complete_has_left() {
    let (mut phone, one, _) = with_two();
    phone.does(case(3), report());
    // The naming comes in several pages.
    phone.take(&[BEGIN]);
    phone.take(&[entered(case(1), &[&one.bytes], 9)]);
    assert!(phone.stored(case(2)).is_some(), "not before it is complete");
    let taken = phone.take(&[PullRow::Complete]);
    assert!(phone.stored(case(1)).is_some());
    assert!(phone.stored(case(2)).is_none());
    assert_eq!(taken.changed[&case(2)], None);
    assert!(!phone.stored(case(3)).unwrap().left, "nobody has sent it");
    assert_eq!(phone.outbox().len(), 1);
}

#[test]
fn what_is_not_named_and_has_unsent_work_goes_when_that_is_settled() {
    let (mut phone, one, _) = with_two();
    let mine = phone.does(case(2), comment("还没发"));
    phone.take(&[
        PullRow::Begin { lost: false },
        entered(case(1), &[&one.bytes], 9),
        PullRow::Complete,
    ]);
    assert!(phone.stored(case(2)).unwrap().left);
    phone.settle(&[mine], &[admitted(3)]);
    assert!(phone.stored(case(2)).is_none());
}

/// A backlog is sent while the server names everything: neither order in which the answers come may take a report from the
/// phone that made it.
#[test]
fn a_report_that_is_sent_while_everything_is_named_anew_stays() {
    let named = |phone: &Phone, one: &OutboxRow| {
        let asked = phone.place().cursor;
        phone.take_piece(Piece {
            asked: &asked,
            rows: &[
                PullRow::Begin { lost: false },
                entered(case(1), &[&one.bytes], 1),
                PullRow::Complete,
            ],
            next: Some("1.f.1.2.0"),
            ..Piece::default()
        })
    };
    let (mut phone, one, _) = with_two();
    let mine = phone.does(case(3), report());
    named(&phone, &one);
    phone.settle(&[mine], &[admitted(3)]);
    assert!(phone.stored(case(3)).is_some(), "named before it was sent");

    let (mut phone, one, _) = with_two();
    let mine = phone.does(case(3), report());
    phone.settle(&[mine], &[admitted(3)]);
    named(&phone, &one);
    assert!(
        phone.stored(case(3)).is_some(),
        "sent since the naming began"
    );
    assert!(phone.stored(case(2)).is_none(), "it was there and has left");
}

#[test]
fn a_case_reported_while_everything_is_named_for_the_first_time_stays() {
    let mut phone = Phone::of(worker());
    let (_, one, _) = with_two();
    phone.take(&[BEGIN, entered(case(1), &[&one.bytes], 1)]);
    let mine = phone.does(case(5), report());
    phone.settle(&[mine], &[admitted(2)]);
    phone.take(&[PullRow::Complete]);
    assert!(phone.stored(case(1)).is_some());
    assert!(phone.stored(case(5)).is_some());
}

#[test]
fn a_case_that_comes_back_is_no_longer_on_its_way_out() {
    let (mut phone, one, _) = with_two();
    let mine = phone.does(case(1), comment("还没发"));
    phone.take(&[PullRow::Left { document: case(1) }]);
    phone.take(&[entered(case(1), &[&one.bytes], 1)]);
    assert!(!phone.stored(case(1)).unwrap().left);
    assert_eq!(phone.comments(case(1)), ["还没发"]);
    phone.settle(&[mine], &[admitted(3)]);
    assert!(phone.stored(case(1)).is_some());
}
