//! What stays on a phone that changes hands.

use super::*;
use crate::core::forget;
use crate::records::{LookedAt, StoredPhoto};

/// Answers whether nothing is left.
fn leaves(phone: &Phone) -> bool {
    block_on(forget(&phone.store)).unwrap()
}

#[test]
fn whoever_goes_with_everything_sent_leaves_nothing_behind() {
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    phone.settle(&[sent], &[admitted(1)]);
    assert!(leaves(&phone));
    assert_eq!(phone.stored(case(1)), None);
    assert_eq!(phone.listed(case(1)), None);
    assert_eq!(phone.place(), Place::default());
}

#[test]
fn which_refusals_were_looked_at_is_remembered_when_the_person_comes_back() {
    let mut phone = Phone::of(worker());
    let mut looked_at = LookedAt::default();
    looked_at.note(phone.act(case(1), report()).id);
    phone.write(looked_at.put().unwrap());
    assert!(leaves(&phone));
    let mut answers = block_on(phone.store.read(vec![ask::<LookedAt>(&LookedAt::KEY)])).unwrap();
    assert_eq!(found::<LookedAt>(&mut answers), Ok(Some(looked_at)));
}

#[test]
fn what_another_tab_saved_meanwhile_stays() {
    let mut phone = Phone::of(worker());
    let queued = phone.does(case(1), report());
    assert!(!leaves(&phone));
    assert_eq!(phone.outbox(), [queued]);
    assert!(phone.listed(case(1)).is_some());
}

#[test]
fn a_photo_on_its_way_keeps_its_case_and_what_was_refused_keeps_its_reason() {
    use gridloop_shared::model::{PhotoHash, PhotoKind};
    use gridloop_shared::sync::Code;
    let mut phone = Phone::of(worker());
    let sent = phone.does(case(1), report());
    let photo = StoredPhoto {
        hash: PhotoHash::of(b"photo"),
        size: 5,
        kind: PhotoKind::Jpeg,
        act: Some(sent.act.clone()),
        sent: 5,
        uploaded: false,
        lost: false,
        since: Timestamp::from_millis(1),
    };
    phone.write(photo.put().unwrap());
    phone.settle(&[sent], &[admitted(1)]);
    assert!(!leaves(&phone));
    assert_eq!(phone.all::<StoredPhoto>().len(), 1);
    assert!(phone.listed(case(1)).is_some());
    let uploaded = true;
    phone.write(StoredPhoto { uploaded, ..photo }.put().unwrap());
    assert!(leaves(&phone));
    assert_eq!(phone.listed(case(1)), None);

    let refused = phone.does(case(2), report());
    let code = Code::NotAllowed;
    phone.settle(&[refused], &[Verdict::Refused { code }]);
    assert!(!leaves(&phone));
    assert_eq!(phone.tray().len(), 1);
}
