//! The same person on the same phone, as another device.

use std::collections::BTreeSet;

use super::scripted::Scripted;
use super::*;
use crate::outbox::{adopt, is_of_another_device};
use crate::sync::push;

#[test]
fn unsent_work_of_the_device_before_is_done_again_as_the_one_after() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let before = [
        phone.does(case(1), comment("以前")),
        phone.does(case(2), report()),
    ];
    phone.who.device = DeviceId::from_bytes([9; 16]);
    assert!(is_of_another_device(&phone.outbox(), &phone.who));
    let now = Timestamp::from_millis(phone.now);
    block_on(adopt(&phone.store, &phone.who, now)).unwrap();

    let queued = phone.outbox();
    assert!(!is_of_another_device(&queued, &phone.who));
    let acts = |rows: &[OutboxRow]| rows.iter().map(|row| row.act.clone()).collect::<Vec<_>>();
    assert_eq!(acts(&queued), acts(&before));
    entered(case(1), &[&founding.bytes, &queued[0].bytes], 2);
    entered(case(2), &[&queued[1].bytes], 3);
    assert_eq!(phone.comments(case(1)), ["以前"]);
}

#[test]
fn what_cannot_be_done_again_keeps_nothing_else_waiting() {
    let mut phone = Phone::of(worker());
    phone.does(case(1), report());
    phone.does(case(2), report());
    let unreadable = StoredDocument {
        snapshot: b"of another version".to_vec(),
        ..phone.stored(case(1)).unwrap()
    };
    phone.write(unreadable.put().unwrap());
    phone.who.device = DeviceId::from_bytes([9; 16]);
    let stuck = BTreeSet::new();
    let server = Scripted::default();
    let pushed = block_on(push(&phone.store, &server, &phone.who, 500, &stuck, false));
    assert_eq!(pushed.outcome, Ok(None));
    assert_eq!(pushed.push.missing, BTreeSet::from([case(1)]));
    let foreign: Vec<_> = phone
        .outbox()
        .into_iter()
        .filter(|row| is_of_another_device(std::slice::from_ref(row), &phone.who))
        .map(|row| row.act.case)
        .collect();
    assert_eq!(foreign, [case(1)], "the other is this device's now");
}
