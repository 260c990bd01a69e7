//! What was not taken is done again, or put away.

use super::*;
use crate::outbox::put_away;
use crate::records::StoredPhoto;
use gridloop_shared::model::{Photo, PhotoHash, PhotoKind};
use gridloop_shared::sync::Code;

fn photo(bytes: &[u8]) -> Photo {
    Photo {
        hash: PhotoHash::of(bytes),
        size: u64::try_from(bytes.len()).unwrap(),
        kind: PhotoKind::Jpeg,
        taken_at: Timestamp::from_millis(1),
        position: None,
    }
}

fn with_photos(photos: &[&[u8]]) -> Command {
    let Command::Report(mut report) = report() else {
        unreachable!("it is one")
    };
    report.photos = photos.iter().map(|bytes| photo(bytes)).collect();
    Command::Report(report)
}

fn is_on(phone: &Phone, bytes: &[u8]) {
    let Photo {
        hash, size, kind, ..
    } = photo(bytes);
    let record = StoredPhoto {
        hash,
        size,
        kind,
        act: None,
        sent: 0,
        uploaded: false,
        lost: false,
        since: Timestamp::from_millis(1),
    };
    phone.write(record.put().unwrap());
}

fn owner(phone: &Phone, bytes: &[u8]) -> Option<CommandId> {
    let photos: Vec<StoredPhoto> = phone.all();
    let found = photos
        .into_iter()
        .find(|it| it.hash == PhotoHash::of(bytes));
    found.unwrap().act.map(|act| act.id)
}

fn set_aside(phone: &mut Phone, photos: &[&[u8]], verdict: Verdict) -> OutboxRow {
    for bytes in photos {
        is_on(phone, bytes);
    }
    let sent = phone.does(case(1), with_photos(photos));
    phone.settle(std::slice::from_ref(&sent), &[verdict]);
    assert_eq!(phone.tray().len(), 1);
    sent
}

const REFUSED: Verdict = Verdict::Refused {
    code: Code::UnknownReference,
};

#[test]
fn what_is_done_again_is_a_new_act_and_the_one_before_goes_with_the_same_commit() {
    let mut phone = Phone::of(worker());
    let before = set_aside(&mut phone, &[b"stays", b"taken away"], REFUSED);
    let act = phone.act(case(2), with_photos(&[b"stays"]));
    block_on(perform(
        &phone.store,
        &phone.who,
        act.clone(),
        Some(before.act.id),
    ))
    .unwrap();
    assert_ne!(act.id, before.act.id);
    assert_eq!(phone.tray(), []);
    assert_eq!(phone.outbox()[0].act, act);
    assert_eq!(owner(&phone, b"stays"), Some(act.id));
    assert_eq!(owner(&phone, b"taken away"), None, "and is not sent");
}

#[test]
fn what_cannot_be_done_again_stays_in_the_tray() {
    let mut phone = Phone::of(worker());
    let before = set_aside(&mut phone, &[b"photo"], REFUSED);
    let act = phone.act(case(2), Command::Accept);
    let done = block_on(perform(&phone.store, &phone.who, act, Some(before.act.id)));
    assert!(done.is_err());
    assert_eq!(phone.tray().len(), 1);
    assert_eq!(owner(&phone, b"photo"), Some(before.act.id));
}

#[test]
fn what_is_dropped_takes_its_photos_but_none_that_another_act_names() {
    let mut phone = Phone::of(worker());
    let before = set_aside(&mut phone, &[b"shared", b"own"], REFUSED);
    let other = phone.does(case(3), with_photos(&[b"shared"]));
    assert_eq!(owner(&phone, b"shared"), Some(other.act.id));
    block_on(put_away(&phone.store, before.act.id)).unwrap();
    assert_eq!(phone.tray(), []);
    assert_eq!(owner(&phone, b"shared"), Some(other.act.id));
    assert_eq!(owner(&phone, b"own"), None);
}

#[test]
fn what_a_supervisor_may_take_yet_keeps_its_photos_on_their_way() {
    let mut phone = Phone::of(worker());
    let code = Code::NotAllowed;
    let held = set_aside(&mut phone, &[b"photo"], Verdict::Held { code });
    block_on(put_away(&phone.store, held.act.id)).unwrap();
    assert_eq!(phone.tray(), []);
    assert_eq!(owner(&phone, b"photo"), Some(held.act.id));
}
