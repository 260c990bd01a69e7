//! The server begins anew from an older backup.

use gridloop_shared::sync::LostDocument;

use super::*;

/// The server names all, and has lost all but what these rows say.
fn restore(phone: &Phone, rows: &[PullRow]) {
    let mut all = vec![PullRow::Begin { lost: true }];
    all.extend_from_slice(rows);
    all.push(PullRow::Complete);
    phone.take(&all);
}

fn lost(phone: &Phone) -> Vec<LostDocument> {
    match block_on(to_give_back(&phone.store)).unwrap() {
        ToGiveBack::Documents(documents) => documents,
        ToGiveBack::Nothing | ToGiveBack::Over => Vec::new(),
    }
}

/// The server's answer to what was given back.
fn answered(phone: &Phone, rows: &[PullRow], refused: &[CaseId]) -> TakenIn {
    let asked = phone.place().cursor;
    phone.take_piece(Piece {
        asked: &asked,
        rows,
        given_back: true,
        refused,
        ..Piece::default()
    })
}

/// A case of which the server knew three changes: the phone's own report and comment, and the desk's comment.
fn known() -> (Phone, [OutboxRow; 3]) {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let mut desk = Phone::of(supervisor());
    desk.take(&[BEGIN, entered(case(1), &[&founding.bytes], 1)]);
    let theirs = desk.does(case(1), comment("别人的"));
    phone.take(&[change(&theirs, 2)]);
    let own = phone.does(case(1), comment("自己的"));
    phone.settle(std::slice::from_ref(&own), &[admitted(3)]);
    (phone, [founding, theirs, own])
}

#[test]
fn a_case_that_leaves_meanwhile_goes_when_what_is_here_of_it_has_been_given_back() {
    let (phone, [founding, theirs, own]) = known();
    restore(&phone, &[]);
    // Somebody else was faster with a part of it, and moved it away.
    phone.take(&[PullRow::Left { document: case(1) }]);
    let given = lost(&phone);
    let back: Vec<&[u8]> = given[0]
        .changes
        .iter()
        .map(|lost| lost.bytes.as_slice())
        .collect();
    assert_eq!(back, [founding.bytes, theirs.bytes, own.bytes]);
    answered(&phone, &[PullRow::Left { document: case(1) }], &[]);
    assert_eq!(phone.listed(case(1)), None);
}

#[test]
fn what_the_server_has_lost_is_given_back_as_it_was_admitted_also_what_others_did() {
    let (mut phone, [founding, theirs, own]) = known();
    let unsent = phone.does(case(1), comment("还没发"));
    restore(&phone, &[entered(case(1), &[&founding.bytes], 1)]);
    assert_eq!(
        phone.comments(case(1)),
        ["别人的", "自己的", "还没发"],
        "nothing has gone meanwhile"
    );

    let given = lost(&phone);
    assert_eq!(given.len(), 1);
    let bytes = |row: &OutboxRow| row.bytes.clone();
    let back: Vec<Vec<u8>> = given[0]
        .changes
        .iter()
        .map(|lost| lost.bytes.clone())
        .collect();
    assert_eq!(
        back,
        [bytes(&founding), bytes(&theirs), bytes(&own)],
        "and not what was never admitted"
    );
    assert_eq!(given[0].seal, seal(1).join(seal(2)).join(seal(3)));

    let whole = entered(case(1), &[&founding.bytes, &theirs.bytes, &own.bytes], 9);
    answered(&phone, &[whole], &[]);
    assert_eq!(phone.outbox(), [unsent]);
    assert_eq!(phone.comments(case(1)), ["别人的", "自己的", "还没发"]);
    assert!(phone.place().lost);
    assert!(lost(&phone).is_empty());
    assert!(!phone.place().lost, "nothing more to be given back");
}

#[test]
fn a_case_that_the_server_does_not_name_at_all_is_given_back_and_not_taken_for_left() {
    let (phone, [founding, ..]) = known();
    restore(&phone, &[]);
    assert!(phone.stored(case(1)).is_some());
    assert_eq!(lost(&phone)[0].changes[0].bytes, founding.bytes);
    // It is somebody else's by now.
    answered(&phone, &[PullRow::Left { document: case(1) }], &[]);
    assert!(phone.stored(case(1)).is_none());
    assert!(lost(&phone).is_empty());
}

#[test]
fn what_a_server_does_not_recognise_is_done_again_as_far_as_it_is_ones_own() {
    let (phone, [founding, _, own]) = known();
    restore(&phone, &[entered(case(1), &[&founding.bytes], 1)]);
    answered(
        &phone,
        &[entered(case(1), &[&founding.bytes], 1)],
        &[case(1)],
    );
    let queued = phone.outbox();
    assert_eq!(queued.len(), 1);
    assert_eq!(queued[0].act, own.act);
    assert_eq!(phone.comments(case(1)), ["自己的"]);
    entered(case(1), &[&founding.bytes, &queued[0].bytes], 2);
}

#[test]
fn an_own_report_that_a_server_neither_has_nor_recognises_is_made_again() {
    let (phone, [founding, _, own]) = known();
    restore(&phone, &[]);
    answered(&phone, &[PullRow::Left { document: case(1) }], &[case(1)]);
    let acts: Vec<Act> = phone.outbox().into_iter().map(|row| row.act).collect();
    assert_eq!(acts, [founding.act, own.act]);
    assert_eq!(phone.comments(case(1)), ["自己的"]);
}

#[test]
fn what_was_never_admitted_is_sent_and_not_given_back() {
    let (mut phone, [founding, theirs, own]) = known();
    let new = phone.does(case(2), report());
    let whole = [&founding.bytes, &theirs.bytes, &own.bytes].map(Vec::as_slice);
    restore(&phone, &[entered(case(1), &whole, 3)]);
    assert!(lost(&phone).is_empty());
    assert!(
        phone.place().lost,
        "the look was at what has nothing to be given back"
    );
    assert!(lost(&phone).is_empty());
    assert!(!phone.place().lost);
    assert_eq!(phone.outbox(), [new]);
}

#[test]
fn photos_count_as_delivered_only_when_the_server_has_been_asked_again() {
    let (phone, _) = known();
    let hash = gridloop_shared::model::PhotoHash::of(b"jpeg");
    let photo = crate::records::StoredPhoto {
        size: 4,
        kind: gridloop_shared::model::PhotoKind::Jpeg,
        act: None,
        sent: 4,
        uploaded: true,
        lost: false,
        since: Timestamp::from_millis(1),
        hash,
    };
    phone.write(photo.put().unwrap());
    restore(&phone, &[]);
    answered(&phone, &[PullRow::Left { document: case(1) }], &[]);
    lost(&phone);
    let photos: Vec<crate::records::StoredPhoto> = phone.all();
    assert_eq!((photos[0].uploaded, photos[0].sent), (false, 0));
}

#[test]
fn unsent_work_that_fits_the_servers_document_stays_the_change_that_it_is() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let unsent = phone.does(case(1), comment("还没发"));
    phone.take(&[
        BEGIN,
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
    phone.take(&[BEGIN, entered(case(1), &[&founding.bytes], 1)]);
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.stored(case(1)).unwrap().arrivals.len(), 1);
}

#[test]
fn a_tab_that_began_with_nothing_remembers_that_no_longer_than_the_next_beginning() {
    let (_, [founding, ..]) = known();
    let mut desk = Phone::of(supervisor());
    desk.take(&[
        BEGIN,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    let comment = desk.does(case(1), comment("受理前看过"));
    desk.settle(std::slice::from_ref(&comment), &[admitted(2)]);
    let asked = desk.place().cursor;
    desk.take_piece(Piece {
        asked: &asked,
        rows: &[
            PullRow::Begin { lost: true },
            entered(case(1), &[&founding.bytes], 1),
            PullRow::Complete,
        ],
        next: Some("anew"),
        first_ever: true,
        ..Piece::default()
    });
    assert_eq!(desk.comments(case(1)), ["受理前看过"]);
    assert_eq!(lost(&desk).len(), 1);
}
