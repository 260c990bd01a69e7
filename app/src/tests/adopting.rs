//! The same person on the same phone, as another device.

use super::*;
use crate::outbox::{adopt, is_of_another_device};

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
