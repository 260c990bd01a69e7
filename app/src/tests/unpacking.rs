//! Packs of a first synchronisation, while somebody already works with what is shown.

use std::cell::Cell;

use gridloop_shared::model::ContentHash;
use gridloop_shared::sync::{PackRef, PackedDocuments, PackedRow, PackedRows, PullReply};

use super::scripted::Scripted;
use super::*;
use crate::inbox::PageSize;
use crate::outbox::Failure;
use crate::sync::{Pull, Pulled};

fn page(rows: Vec<PullRow>, cursor: &str, more: bool) -> PullReply {
    PullReply {
        rows,
        cursor: cursor.into(),
        more,
        now: Timestamp::default(),
    }
}

fn path(pack: &ContentHash) -> String {
    format!("/api/v1/sync/packs/{pack}")
}

fn pulls(phone: &Phone, server: &Scripted) -> Result<Pulled, Failure> {
    let pull = Pull {
        store: &phone.store,
        outside: server,
        principal: phone.who.clone(),
        first_ever: &Cell::new(false),
        page: &Cell::new(PageSize::default()),
        tell: &|_| {},
    };
    block_on(pull.run())
}

#[test]
fn a_pack_takes_nothing_back_of_a_case_that_was_opened_and_acted_on_meanwhile() {
    let mut reporter = Phone::of(worker());
    let founding = reporter.does(case(1), report());
    let other = reporter.does(case(2), report());
    let mut desk = Phone::of(supervisor());
    let documents = [&founding, &other].map(|row| match entered(row.act.case, &[&row.bytes], 1) {
        PullRow::Entered(entered) => *entered,
        row => panic!("{row:?}"),
    });
    let rows = documents.iter().map(|entered| PackedRow {
        row: entered.row.clone(),
        seq: entered.seq,
        arrived: Timestamp::default(),
    });
    let rows = PackedRows {
        rows: rows.collect(),
    };
    let parts = [0, 1].map(|at| PackedDocuments {
        documents: vec![documents[at].clone()],
    });
    let named = PackRef {
        rows: ContentHash::of(b"rows"),
        documents: vec![ContentHash::of(b"1"), ContentHash::of(b"2")],
        count: 2,
        bytes: 1,
    };

    let server = Scripted::default();
    let packs = vec![named.clone()];
    let first = vec![BEGIN, PullRow::Packs { packs }];
    server.answers("/api/v1/sync/pull?cursor=&", &page(first, "c1", true));
    server.knows(&desk.who);
    server.answers(
        "/api/v1/sync/pull?cursor=c1&",
        &page(vec![PullRow::Complete], "c2", false),
    );
    server.answers(path(&named.rows), &rows);
    server.answers(path(&named.documents[1]), &parts[1]);
    // The line is cut before the first part of the documents has come.
    assert!(pulls(&desk, &server).is_err());
    assert_eq!(desk.stored(case(1)), None);

    let asked = desk.place().cursor;
    desk.take_piece(Piece {
        asked: &asked,
        rows: &[PullRow::Entered(Box::new(documents[0].clone()))],
        given_back: true,
        ..Piece::default()
    });
    let said = desk.does(case(1), comment("已电话联系"));
    desk.settle(std::slice::from_ref(&said), &[admitted(2)]);

    server.answers(path(&named.rows), &rows);
    server.answers(path(&named.documents[0]), &parts[0]);
    server.answers(
        "/api/v1/sync/pull?cursor=c1&",
        &page(vec![PullRow::Complete], "c2", false),
    );
    pulls(&desk, &server).unwrap();
    assert_eq!(desk.comments(case(1)), ["已电话联系"]);
    assert!(desk.stored(case(2)).is_some(), "and the rest has come");
    assert!(desk.place().packs.is_empty());
    let again = desk.does(case(1), comment("又联系一次"));
    let known = entered(case(1), &[&founding.bytes, &said.bytes, &again.bytes], 3);
    assert!(
        matches!(known, PullRow::Entered(_)),
        "the server would take it"
    );
}
