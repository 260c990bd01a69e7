//! A full disk: what the server can send again makes room, and comes back.

use super::*;
use crate::inbox::{LetGo, make_room, want_back, wanted_back};
use crate::records::StoredPhoto;
use crate::store::{Query, Shelf};
use gridloop_shared::model::{PhotoHash, PhotoKind};

/// A desk with an ended case of a worker, an open one, and an ended one of its own.
fn desk() -> (Phone, Vec<OutboxRow>) {
    let mut field = Phone::of(worker());
    let ended = field.does(case(1), report());
    let open = field.does(case(2), report());
    let mut desk = Phone::of(supervisor());
    desk.take(&[
        BEGIN,
        entered(case(1), &[&ended.bytes], 1),
        entered(case(2), &[&open.bytes], 2),
        PullRow::Complete,
    ]);
    let reject = || Command::Reject {
        reason: "不属实".into(),
    };
    let rejected = desk.does(case(1), reject());
    let own = desk.does(case(3), report());
    let own_rejected = desk.does(case(3), reject());
    let rows = vec![rejected, own, own_rejected];
    desk.settle(&rows, &[admitted(3), admitted(4), admitted(5)]);
    (desk, vec![ended, rows[0].clone()])
}

fn makes_room(phone: &Phone) -> LetGo {
    block_on(make_room(&phone.store, &phone.who.person)).unwrap()
}

fn wanted(phone: &Phone) -> Vec<CaseId> {
    block_on(wanted_back(&phone.store)).unwrap()
}

fn photo(phone: &Phone, bytes: &[u8], uploaded: bool) -> PhotoHash {
    let hash = PhotoHash::of(bytes);
    let photo = StoredPhoto {
        hash: hash.clone(),
        size: 3_000_000,
        kind: PhotoKind::Jpeg,
        act: phone.tray().first().map(|each| each.act.clone()),
        sent: 0,
        uploaded,
        lost: false,
        since: Timestamp::from_millis(1),
    };
    phone.write(photo.put().unwrap());
    phone.write(Write::Put(Shelf::Pixels, hash.to_string(), bytes.to_vec()));
    hash
}

fn pixels(phone: &Phone) -> usize {
    let mut answers = block_on(phone.store.read(vec![Query::Keys(Shelf::Pixels)])).unwrap();
    answers.keys().unwrap().len()
}

#[test]
fn an_ended_case_of_another_goes_and_stays_in_the_list() {
    let (desk, _) = desk();
    let gone = makes_room(&desk);
    assert_eq!((gone.photos, gone.cases), (0, 1));
    assert_eq!(desk.stored(case(1)), None);
    assert!(desk.listed(case(1)).is_some());
    assert!(desk.stored(case(2)).is_some(), "it is not ended");
    assert!(desk.stored(case(3)).is_some(), "it is the person's own");
    assert!(makes_room(&desk).is_nothing(), "it goes once");
}

#[test]
fn what_is_unsent_or_set_aside_or_half_typed_never_goes() {
    let (mut unsent, _) = desk();
    unsent.does(case(1), comment("还没发"));
    assert!(makes_room(&unsent).is_nothing());

    let (mut aside, _) = desk();
    let refused = aside.does(case(1), comment("没有接收"));
    let code = gridloop_shared::sync::Code::NotAllowed;
    aside.settle(&[refused], &[Verdict::Refused { code }]);
    assert!(makes_room(&aside).is_nothing());

    let (half, _) = desk();
    half.write(Write::Put(
        Shelf::Drafts,
        format!("{}/Comment", case(1)),
        Vec::new(),
    ));
    assert!(makes_room(&half).is_nothing());

    let (unread, _) = desk();
    let row = b"of a newer version".to_vec();
    unread.write(Write::Put(Shelf::Outbox, "9".into(), row));
    assert!(makes_room(&unread).is_nothing());
}

#[test]
fn delivered_photos_go_first_and_when_they_are_enough_the_cases_stay() {
    let (desk, _) = desk();
    photo(&desk, b"one", true);
    photo(&desk, b"two", true);
    photo(&desk, b"unsent", false);
    let drafted = photo(&desk, b"drafted", true);
    let draft = format!("photo {drafted}").into_bytes();
    desk.write(Write::Put(Shelf::Drafts, "report".into(), draft));
    let gone = makes_room(&desk);
    assert_eq!((gone.photos, gone.cases), (2, 0));
    assert_eq!(pixels(&desk), 2, "what is unsent, and what a form names");
    assert!(desk.stored(case(1)).is_some());
}

#[test]
fn a_change_of_a_case_that_was_let_go_wants_it_back_and_the_answer_brings_it() {
    let (mut desk, rows) = desk();
    makes_room(&desk);
    let whole = [&rows[0].bytes, &rows[1].bytes].map(Vec::as_slice);
    let mut field = Phone::of(worker());
    field.take(&[BEGIN, entered(case(1), &whole, 3)]);
    let said = field.does(case(1), comment("再看看"));
    desk.take(&[change(&said, 6)]);
    assert_eq!(desk.stored(case(1)), None, "a change alone is no document");
    assert_eq!(wanted(&desk), [case(1)]);
    assert!(
        desk.perform(case(1), comment("写不进去")).is_err(),
        "nothing is written into half a case"
    );

    let all = [&rows[0].bytes, &rows[1].bytes, &said.bytes].map(Vec::as_slice);
    let asked = desk.place().cursor;
    desk.take_piece(Piece {
        asked: &asked,
        rows: &[entered(case(1), &all, 6)],
        given_back: true,
        ..Piece::default()
    });
    assert_eq!(desk.comments(case(1)), ["再看看"]);
    assert!(wanted(&desk).is_empty());
}

#[test]
fn a_case_that_was_let_go_and_has_left_leaves_the_list_too() {
    let (desk, _) = desk();
    makes_room(&desk);
    desk.write(want_back(case(1)));
    let asked = desk.place().cursor;
    desk.take_piece(Piece {
        asked: &asked,
        rows: &[PullRow::Left { document: case(1) }],
        given_back: true,
        ..Piece::default()
    });
    assert_eq!(desk.listed(case(1)), None);
    assert!(wanted(&desk).is_empty());

    // And when the server names everything anew without it.
    let (desk, _) = desk_again();
    desk.take(&[BEGIN, PullRow::Complete]);
    assert_eq!(desk.listed(case(1)), None);
}

fn desk_again() -> (Phone, Vec<OutboxRow>) {
    let made = desk();
    makes_room(&made.0);
    made
}

#[test]
fn everything_named_anew_brings_it_back_without_asking() {
    let (desk, rows) = desk_again();
    let whole = [&rows[0].bytes, &rows[1].bytes].map(Vec::as_slice);
    desk.take(&[BEGIN, entered(case(1), &whole, 3)]);
    assert!(desk.stored(case(1)).is_some());
}
