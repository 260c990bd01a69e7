//! The server begins anew from an older backup.

use super::*;

/// The server names all from a log that began anew, and has only the founding of the case.
fn restore(phone: &Phone, founding: &OutboxRow) -> TakenIn {
    let asked = phone.place().cursor;
    phone.take_piece(Piece {
        asked: &asked,
        rows: &[
            PullRow::Begin,
            entered(case(1), &[&founding.bytes], 1),
            PullRow::Complete,
        ],
        next: Some("new"),
        restored: true,
        first_ever: false,
    })
}

#[test]
fn unsent_work_that_builds_on_what_a_restored_server_has_lost_of_others_is_done_again() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let mut desk = Phone::of(supervisor());
    desk.take(&[PullRow::Begin, entered(case(1), &[&founding.bytes], 1)]);
    let lost = desk.does(case(1), comment("别人的，备份之后"));
    phone.take(&[change(&lost, 2)]);
    let unsent = phone.does(case(1), comment("还没发"));

    let taken = restore(&phone, &founding);
    assert!(taken.outbox);
    let queued = phone.outbox();
    assert_eq!(queued.len(), 1);
    assert_eq!(queued[0].act, unsent.act);
    entered(case(1), &[&founding.bytes, &queued[0].bytes], 2);
    assert_eq!(phone.comments(case(1)), ["还没发"]);
}

#[test]
fn admitted_work_that_a_restored_server_has_lost_is_sent_again() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    let lost = phone.does(case(1), comment("备份之后"));
    let sent = [founding.clone(), lost.clone()];
    phone.settle(&sent, &[admitted(1), admitted(2)]);
    phone.does(case(1), comment("还没发"));
    restore(&phone, &founding);
    let queued = phone.outbox();
    assert_eq!(queued.len(), 2);
    assert_eq!(queued[0].act, lost.act);
    assert_eq!(phone.comments(case(1)), ["备份之后", "还没发"]);
    let changes = [&founding.bytes, &queued[0].bytes, &queued[1].bytes];
    entered(case(1), &changes.map(Vec::as_slice), 3);
}

#[test]
fn unsent_work_that_fits_the_servers_document_stays_the_change_that_it_is() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let unsent = phone.does(case(1), comment("还没发"));
    phone.take(&[
        PullRow::Begin,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    assert_eq!(phone.outbox(), [unsent]);
    assert_eq!(phone.comments(case(1)), ["还没发"]);
}

#[test]
fn what_the_servers_document_holds_already_is_not_sent_again() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.take(&[PullRow::Begin, entered(case(1), &[&founding.bytes], 1)]);
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.stored(case(1)).unwrap().arrivals.len(), 1);
}
