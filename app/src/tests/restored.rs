//! The server begins anew from an older backup.

use super::*;

#[test]
fn unsent_work_whose_past_the_server_has_lost_is_done_again_on_what_it_has() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    let lost = phone.does(case(1), comment("备份之后"));
    let sent = [founding.clone(), lost];
    phone.settle(&sent, &[admitted(1), admitted(2)]);
    let unsent = phone.does(case(1), comment("还没发"));

    let taken = phone.take(&[
        PullRow::Begin,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    assert!(taken.outbox);
    let queued = phone.outbox();
    assert_eq!(queued.len(), 1);
    assert_eq!(queued[0].act.id, unsent.act.id);
    entered(case(1), &[&founding.bytes, &queued[0].bytes], 2);
    assert!(phone.comments(case(1)).contains(&"还没发".to_owned()));
}

#[test]
fn unsent_work_that_fits_the_servers_document_stays_the_change_that_it_is() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(&[founding.clone()], &[admitted(1)]);
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
