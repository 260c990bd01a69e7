//! An act is wholly on the device, or not at all.

use super::*;
use crate::records::{REPORT_DRAFT, StoredPhoto, step_draft_key};
use crate::store::{Query, Shelf};
use gridloop_shared::model::{Photo, PhotoHash, PhotoKind};
use gridloop_shared::policy::Action;

#[test]
fn a_report_is_document_row_and_outbox_at_once() {
    let mut phone = Phone::of(worker());
    let done = phone.perform(case(1), report()).unwrap();
    assert_eq!(phone.outbox(), [done.queued]);
    assert_eq!(phone.listed(case(1)), Some(done.row));
    assert_eq!(phone.document(case(1)).changes().len(), 1);
    assert_eq!(phone.outbox()[0].act.command, report(), "the journal");
}

#[test]
fn acts_queue_in_the_order_in_which_they_were_done() {
    let mut phone = Phone::of(worker());
    for n in 1..=12 {
        phone.does(case(n), report());
    }
    let cases: Vec<CaseId> = phone.outbox().iter().map(|row| row.act.case).collect();
    assert_eq!(cases, (1..=12).map(case).collect::<Vec<_>>());
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let mut phone = Phone::of(worker());
    phone.does(case(1), report());
    let before = phone.stored(case(1));
    let refused = phone.perform(case(1), Command::Accept);
    assert!(
        matches!(refused, Err(PerformProblem::Refused(_))),
        "{refused:?}"
    );
    assert_eq!(phone.stored(case(1)), before);
    assert_eq!(phone.outbox().len(), 1);
    let unknown = phone.perform(case(2), comment("?"));
    assert_eq!(unknown.err(), Some(PerformProblem::Unreadable));
    assert_eq!(phone.outbox().len(), 1);
}

#[test]
fn the_form_goes_and_its_photos_are_claimed_in_the_same_transaction() {
    let mut phone = Phone::of(worker());
    let hash = PhotoHash::of(b"pixels");
    let stored = StoredPhoto {
        hash: hash.clone(),
        size: 6,
        kind: PhotoKind::Jpeg,
        act: None,
        sent: 0,
        uploaded: false,
        lost: false,
        since: Timestamp::default(),
    };
    assert!(!stored.is_waiting(), "a draft's photo is not sent");
    phone.write(stored.put().unwrap());
    let step = step_draft_key(case(1), Action::Comment);
    for key in [REPORT_DRAFT, step.as_str()] {
        phone.write(Write::Put(Shelf::Drafts, key.to_owned(), vec![1]));
    }
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
    let done = phone.does(case(1), Command::Report(written));
    let photos: Vec<StoredPhoto> = phone.all();
    assert_eq!(photos[0].act, Some(done.act));
    assert!(photos[0].is_waiting());
    let drafts = || {
        let queries = vec![Query::Keys(Shelf::Drafts)];
        block_on(phone.store.read(queries)).unwrap().keys().unwrap()
    };
    assert_eq!(drafts(), [step], "only its own form");
}
