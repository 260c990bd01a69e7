//! What arrived leaves the outbox, also when the answer was lost.

use super::*;

#[test]
fn an_admitted_act_leaves_the_outbox_and_says_when_it_arrived() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let settled = phone.settle(std::slice::from_ref(&sent), &[admitted(7)]);
    assert!(phone.outbox().is_empty());
    let stored = phone.stored(case(1)).unwrap();
    assert_eq!(stored.arrivals[0].command, sent.act.id);
    assert_eq!(stored.seq, 7);
    assert_eq!(phone.listed(case(1)).unwrap().seq, 7);
    assert_eq!(settled.changed[&case(1)], phone.listed(case(1)));
}

#[test]
fn what_was_done_while_the_batch_was_away_stays_queued() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let later = phone.does(case(1), comment("还有"));
    phone.settle(&[sent], &[admitted(1)]);
    assert_eq!(phone.outbox(), [later]);
    assert_eq!(phone.comments(case(1)), ["还有"]);
}

#[test]
fn an_act_whose_answer_was_lost_is_recognised_in_the_log() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let taken = phone.take(&[change(&sent, 3)]);
    assert!(taken.outbox);
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.document(case(1)).changes().len(), 1, "not twice");
    assert_eq!(phone.stored(case(1)).unwrap().arrivals.len(), 1);
}

#[test]
fn a_verdict_on_a_change_that_is_another_by_now_says_nothing() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let mut other = sent.clone();
    other.hash = gridloop_shared::crdt::ChangeHash::from_bytes([9; 32]);
    phone.settle(&[other], &[admitted(1)]);
    assert_eq!(phone.outbox(), [sent]);
}

#[test]
fn a_change_whose_past_the_server_lacks_stays_and_is_told() {
    let mut phone = Phone::of(worker());
    let first = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&first), &[admitted(1)]);
    let later = phone.does(case(1), comment("还有"));
    let missing = Verdict::Missing {
        dependencies: vec![first.hash],
    };
    let settled = phone.settle(std::slice::from_ref(&later), &[missing]);
    assert_eq!(settled.missing[&case(1)], [first.hash]);
    assert_eq!(phone.outbox(), [later]);
}

#[test]
fn a_report_of_a_clock_that_is_ahead_is_listed_by_when_it_arrived() {
    let arrived = Timestamp::from_millis(2_000_000);
    let mut phone = Phone::of(worker());
    phone.now = 9_000_000;
    let sent = phone.does(case(1), report());
    let listed = |phone: &Phone| phone.listed(case(1)).unwrap().row.reported_at;
    assert!(listed(&phone) > arrived, "nothing else is known of it");
    phone.settle(std::slice::from_ref(&sent), &[admitted(7)]);
    assert_eq!(listed(&phone), arrived);

    let desk = Phone::of(supervisor());
    desk.take(&[entered(case(1), &[&sent.bytes], 7)]);
    assert_eq!(listed(&desk), arrived);
    let later = phone.does(case(1), comment("还有"));
    desk.take(&[change(&later, 8)]);
    assert_eq!(listed(&desk), arrived, "also when the row is made anew");
}

#[test]
fn a_report_of_a_phone_that_was_offline_keeps_the_time_of_its_making() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let before = phone.listed(case(1)).unwrap().row.reported_at;
    assert!(before < Timestamp::from_millis(2_000_000));
    phone.settle(&[sent], &[admitted(7)]);
    assert_eq!(phone.listed(case(1)).unwrap().row.reported_at, before);
}
