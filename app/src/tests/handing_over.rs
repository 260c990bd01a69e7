//! A phone that was revoked hands over what it has, as it was written, and keeps nothing.

use std::collections::BTreeSet;

use futures::executor::block_on;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{PhotoHash, PhotoKind, Timestamp};
use gridloop_shared::sync::{Code, Verdict};

use super::{Phone, admitted, case, comment, report, worker};
use crate::outbox::{Sent, hand_over, lock};
use crate::records::{LastDelivery, OutboxRow, Record, StoredPhoto, Why};
use crate::store::{LocalStore, Query, Shelf, Write};

const HELD: Verdict = Verdict::Held {
    code: Code::DeviceRevoked,
};

impl Phone {
    fn hands_over(&self, rows: &[OutboxRow], verdicts: &[Verdict]) -> usize {
        let sent: Vec<Sent> = rows.iter().map(Sent::from).collect();
        let now = Timestamp::from_millis(self.now);
        block_on(hand_over(&self.store, &sent, verdicts, now))
            .unwrap()
            .len()
    }

    fn locks(&self) -> Option<LastDelivery> {
        block_on(lock(&self.store, &BTreeSet::new(), &BTreeSet::new())).unwrap()
    }

    /// How many records are on the phone.
    fn keeps(&self) -> usize {
        let queries = Shelf::ALL.into_iter().map(Query::Keys).collect();
        let mut answers = block_on(self.store.read(queries)).unwrap();
        let keys = Shelf::ALL.map(|_| answers.keys().unwrap().len());
        keys.iter().sum()
    }
}

#[test]
fn what_builds_on_a_held_act_goes_as_it_was_written_also_in_a_batch_of_its_own() {
    let mut phone = Phone::of(worker());
    let founded = phone.does(case(1), report());
    let said = phone.does(case(1), comment("还在"));
    let before = phone.stored(case(1));

    phone.hands_over(&[founded], &[HELD]);
    assert_eq!(phone.stored(case(1)), before, "nothing is done again");
    let left = phone.outbox();
    assert_eq!(left, [said], "the same change, to the byte");
    let builds_on = Verdict::Held {
        code: Code::BuildsOnHeld,
    };
    phone.hands_over(&left, &[builds_on]);
    assert_eq!(phone.outbox(), []);
    let why: Vec<Why> = phone.tray().into_iter().map(|each| each.why).collect();
    assert_eq!(
        why,
        [Code::DeviceRevoked, Code::BuildsOnHeld].map(Why::Held)
    );
    assert_eq!(phone.locks(), Some(LastDelivery { acts: 2, left: 0 }));
    assert_eq!(phone.keeps(), 0);
}

#[test]
fn what_the_server_had_is_not_counted_and_what_it_does_not_answer_for_stays() {
    let mut phone = Phone::of(worker());
    let arrived = phone.does(case(1), report());
    let refused = phone.does(case(2), report());
    let unknown = phone.does(case(3), report());
    let missing = Verdict::Missing {
        dependencies: vec![ChangeHash::from_bytes([9; 32])],
    };
    let no = Verdict::Refused {
        code: Code::NotAllowed,
    };
    let rows = [arrived, refused, unknown.clone()];
    assert_eq!(phone.hands_over(&rows, &[admitted(1), no, missing]), 1);
    assert_eq!(phone.outbox(), [unknown]);
    assert_eq!(phone.locks(), None, "there is something left to hand over");
    assert!(phone.keeps() > 0);

    let stuck = BTreeSet::from([case(3)]);
    let over = block_on(lock(&phone.store, &stuck, &BTreeSet::new())).unwrap();
    assert_eq!(over, Some(LastDelivery { acts: 0, left: 1 }));
    assert_eq!(phone.keeps(), 0);
}

#[test]
fn a_verdict_on_what_was_done_again_meanwhile_is_not_about_what_is_there_now() {
    let mut phone = Phone::of(worker());
    let row = phone.does(case(1), report());
    let other = OutboxRow {
        hash: ChangeHash::from_bytes([7; 32]),
        ..row.clone()
    };
    phone.hands_over(&[other], &[HELD]);
    assert_eq!(phone.outbox(), [row]);
    assert_eq!(phone.tray(), []);
}

#[test]
fn a_phone_is_not_cleared_before_its_photos_have_gone() {
    let mut phone = Phone::of(worker());
    let row = phone.does(case(1), report());
    phone.hands_over(std::slice::from_ref(&row), &[HELD]);
    let hash = PhotoHash::of(b"photo");
    let photo = StoredPhoto {
        hash: hash.clone(),
        size: 5,
        kind: PhotoKind::Jpeg,
        act: Some(row.act),
        sent: 2,
        uploaded: false,
        lost: false,
        since: Timestamp::from_millis(1),
    };
    phone.write(photo.put().unwrap());
    let pixels = Write::Put(Shelf::Pixels, hash.to_string(), b"photo".to_vec());
    phone.write(pixels);
    let draft = Write::Put(Shelf::Drafts, "report".into(), b"half".to_vec());
    phone.write(draft);
    assert_eq!(phone.locks(), None);

    let unfit = BTreeSet::from([hash]);
    let over = block_on(lock(&phone.store, &BTreeSet::new(), &unfit)).unwrap();
    assert_eq!(over, Some(LastDelivery { acts: 1, left: 1 }));
    assert_eq!(phone.keeps(), 0, "also what was half typed");
}

#[test]
fn what_cannot_be_read_is_counted_as_left() {
    let phone = Phone::of(worker());
    let of_another_version = b"?".to_vec();
    phone.write(Write::Put(Shelf::Outbox, "1".into(), of_another_version));
    assert_eq!(phone.locks(), Some(LastDelivery { acts: 0, left: 1 }));
}
