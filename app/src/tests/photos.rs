//! Photos on their way, and a server that does not keep for ever what no record names.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gridloop_shared::model::{ContentHash, Photo, PhotoHash, PhotoKind};
use gridloop_shared::sync::{
    GiveBackReply, GiveBackRequest, PackedDocuments, PackedRows, PullReply, PushReply, PushRequest,
    SignedIn,
};

use super::*;
use crate::core::is_superfluous;
use crate::outbox::Trouble;
use crate::records::StoredPhoto;
use crate::store::Shelf;
use crate::sync::{Arrived, NoAnswer, Outside, PhotoPiece, upload};

const PIXELS: &[u8] = b"pixels";

/// A server that has photos, and writes down what it is asked.
#[derive(Default)]
struct Gallery {
    photos: RefCell<BTreeSet<PhotoHash>>,
    asked: RefCell<Vec<&'static str>>,
}

impl Outside for Gallery {
    fn now(&self) -> Timestamp {
        Timestamp::default()
    }

    async fn breathe(&self) {}

    async fn push(&self, _: PushRequest) -> Result<PushReply, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn pull(&self, _: &str, _: usize) -> Result<PullReply, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn packed_rows(&self, _: &ContentHash) -> Result<PackedRows, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn packed_documents(&self, _: &ContentHash) -> Result<PackedDocuments, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn give_back(&self, _: GiveBackRequest) -> Result<GiveBackReply, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn who(&self) -> Result<SignedIn, NoAnswer> {
        Err(NoAnswer::Trouble(Trouble::NoNetwork))
    }

    async fn photo(&self, hash: &PhotoHash) -> Result<Arrived, NoAnswer> {
        self.asked.borrow_mut().push("is it there");
        if self.photos.borrow().contains(hash) {
            Ok(Arrived::Whole)
        } else {
            Err(NoAnswer::NotHere)
        }
    }

    async fn piece(&self, piece: PhotoPiece) -> Result<Arrived, NoAnswer> {
        self.asked.borrow_mut().push("here it is");
        self.photos.borrow_mut().insert(piece.hash);
        Ok(Arrived::Whole)
    }
}

/// A phone that has reported something with a photo, from its start until nothing is left to send.
fn starts(phone: &Phone, gallery: &Gallery) -> Vec<&'static str> {
    let (mut unfit, mut started) = (BTreeSet::new(), BTreeSet::new());
    let mut go_on = || block_on(upload(&phone.store, gallery, &mut unfit, &mut started));
    while go_on().unwrap() == crate::sync::Sent::Some {}
    gallery.asked.take()
}

fn reports_a_photo(phone: &mut Phone, n: u8) -> OutboxRow {
    let hash = PhotoHash::of(PIXELS);
    let Command::Report(mut written) = report() else {
        panic!("a report")
    };
    written.photos.push(Photo {
        hash,
        size: 6,
        kind: PhotoKind::Jpeg,
        taken_at: Timestamp::default(),
        position: None,
    });
    phone.does(case(n), Command::Report(written))
}

fn phone_with_a_photo() -> Phone {
    let phone = Phone::of(worker());
    let hash = PhotoHash::of(PIXELS);
    let pixels = Write::Put(Shelf::Pixels, hash.to_string(), PIXELS.to_vec());
    let photo = StoredPhoto {
        hash,
        size: 6,
        kind: PhotoKind::Jpeg,
        act: None,
        sent: 0,
        uploaded: false,
        lost: false,
        since: Timestamp::default(),
    };
    phone.write(photo.put().unwrap());
    phone.write(pixels);
    phone
}

fn photo(phone: &Phone) -> StoredPhoto {
    phone.all().remove(0)
}

#[test]
fn a_photo_whose_record_is_held_back_is_asked_for_at_every_start_and_sent_again_if_need_be() {
    let (mut phone, gallery) = (phone_with_a_photo(), Gallery::default());
    let queued = reports_a_photo(&mut phone, 1);
    assert_eq!(starts(&phone, &gallery), ["is it there", "here it is"]);
    assert!(photo(&phone).uploaded);
    assert_eq!(starts(&phone, &gallery), ["is it there"]);
    gallery.photos.borrow_mut().clear();
    assert_eq!(starts(&phone, &gallery), ["is it there", "here it is"]);
    assert!(photo(&phone).uploaded);
    phone.settle(&[queued], &[admitted(1)]);
    assert_eq!(starts(&phone, &gallery), [""; 0], "its record is there");
}

#[test]
fn a_photo_that_is_reported_again_is_asked_for_again() {
    let (mut phone, gallery) = (phone_with_a_photo(), Gallery::default());
    let queued = reports_a_photo(&mut phone, 1);
    starts(&phone, &gallery);
    phone.settle(&[queued], &[admitted(1)]);
    let queued = reports_a_photo(&mut phone, 2);
    assert!(photo(&phone).is_waiting());
    phone.settle(&[queued], &[admitted(2)]);
    assert_eq!(starts(&phone, &gallery), ["is it there"]);
    assert!(photo(&phone).uploaded);
}

#[test]
fn a_phone_keeps_the_pixels_while_their_record_is_held_back() {
    let (mut phone, gallery) = (phone_with_a_photo(), Gallery::default());
    let queued = reports_a_photo(&mut phone, 1);
    starts(&phone, &gallery);
    let later = |hours| Timestamp::default().plus_hours(hours);
    let superfluous = |phone: &Phone, hours| {
        let outbox = phone.outbox();
        let kept = outbox.iter().map(|row| row.act.id.to_string()).collect();
        is_superfluous(&photo(phone), later(hours), &[], &kept)
    };
    assert!(!superfluous(&phone, 24 * 100));
    phone.settle(&[queued], &[admitted(1)]);
    assert!(!superfluous(&phone, 24 * 13));
    assert!(superfluous(&phone, 24 * 15));
}

#[test]
fn photos_of_an_act_that_is_done_again_are_asked_for_anew() {
    let mut phone = phone_with_a_photo();
    let first = reports_a_photo(&mut phone, 1);
    let refused = Verdict::Refused {
        code: gridloop_shared::sync::Code::NotAllowed,
    };
    phone.settle(std::slice::from_ref(&first), &[refused]);
    let delivered = StoredPhoto {
        uploaded: true,
        sent: 6,
        ..phone.all::<StoredPhoto>().remove(0)
    };
    phone.write(delivered.put().unwrap());

    let act = phone.act(case(2), first.act.command.clone());
    let again = block_on(perform(&phone.store, &phone.who, act, Some(first.act.id))).unwrap();
    let photo = phone.all::<StoredPhoto>().remove(0);
    assert_eq!(photo.act, Some(again.queued.act));
    assert_eq!((photo.uploaded, photo.sent), (false, 0));
    assert_eq!(phone.tray(), []);
}
