//! Packs of a first synchronisation, while somebody already works with what is shown.

use std::cell::RefCell;

use gridloop_shared::model::ContentHash;
use gridloop_shared::sync::{Entered, PackRef, PackedDocuments, PackedRow, PackedRows, PullReply};

use super::scripted::Scripted;
use super::*;
use crate::outbox::Failure;
use crate::records::OutboxRow;
use crate::sync::{Found, News, Pull, Pulled};

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
    pulls_and_tells(phone, server, &Found::default(), &|_| {})
}

fn pulls_and_tells(
    phone: &Phone,
    server: &Scripted,
    found: &Found,
    tell: &dyn Fn(News),
) -> Result<Pulled, Failure> {
    let pull = Pull {
        store: &phone.store,
        outside: server,
        principal: phone.who.clone(),
        found,
        tell,
    };
    block_on(pull.run())
}

/// Two cases in a pack of two parts.
struct Packed {
    founding: [OutboxRow; 2],
    documents: [Entered; 2],
    rows: PackedRows,
    parts: [PackedDocuments; 2],
    named: PackRef,
}

impl Packed {
    fn two() -> Self {
        let mut reporter = Phone::of(worker());
        let founding = [1, 2].map(|number| reporter.does(case(number), report()));
        let documents = [0, 1].map(|at| {
            let row: &OutboxRow = &founding[at];
            match entered(row.act.case, &[&row.bytes], 1) {
                PullRow::Entered(entered) => *entered,
                row => panic!("{row:?}"),
            }
        });
        let rows = documents.iter().map(|entered| PackedRow {
            row: entered.row.clone(),
            seq: entered.seq,
            arrived: Timestamp::default(),
        });
        Self {
            rows: PackedRows {
                rows: rows.collect(),
            },
            parts: [0, 1].map(|at| PackedDocuments {
                documents: vec![documents[at].clone()],
            }),
            named: PackRef {
                rows: ContentHash::of(b"rows"),
                documents: vec![ContentHash::of(b"1"), ContentHash::of(b"2")],
                count: 2,
                bytes: 1,
            },
            founding,
            documents,
        }
    }

    /// The first page names the pack, the second nothing beside it.
    fn is_named_by(&self, server: &Scripted, to: &Phone) {
        let packs = vec![self.named.clone()];
        let first = vec![BEGIN, PullRow::Packs { packs }];
        server.answers("/api/v1/sync/pull?cursor=&", &page(first, "c1", true));
        server.knows(&to.who);
        server.answers(
            "/api/v1/sync/pull?cursor=c1&",
            &page(vec![PullRow::Complete], "c2", false),
        );
    }
}

#[test]
fn the_list_stands_before_any_document_has_come() {
    let packed = Packed::two();
    let desk = Phone::of(supervisor());
    let server = Scripted::default();
    packed.is_named_by(&server, &desk);
    server.answers(path(&packed.named.rows), &packed.rows);
    // The documents are out of reach.
    let heard = RefCell::new(Vec::<String>::new());
    let hear = |news: News| {
        heard.borrow_mut().push(match news {
            News::Shown(shown) => format!("shows {}", shown.len()),
            News::TakenIn(taken) => format!("takes in {}", taken.changed.len()),
            News::Listed => "listed".to_owned(),
            _ => return,
        });
    };
    let found = Found::default();
    assert!(pulls_and_tells(&desk, &server, &found, &hear).is_err());
    let first = ["takes in 0", "shows 2", "takes in 0", "listed"];
    assert_eq!(heard.take(), first);

    // Rows that were shown are not fetched again, until the app starts anew.
    assert!(pulls_and_tells(&desk, &server, &found, &hear).is_err());
    assert_eq!(heard.take(), ["listed"]);
    server.answers(path(&packed.named.rows), &packed.rows);
    assert!(pulls_and_tells(&desk, &server, &Found::default(), &hear).is_err());
    assert_eq!(heard.take(), ["shows 2", "listed"]);
}

#[test]
fn a_pack_takes_nothing_back_of_a_case_that_was_opened_and_acted_on_meanwhile() {
    let packed = Packed::two();
    let Packed {
        named,
        rows,
        parts,
        documents,
        ..
    } = &packed;
    let [founding, _] = &packed.founding;
    let mut desk = Phone::of(supervisor());
    let server = Scripted::default();
    packed.is_named_by(&server, &desk);
    server.answers(path(&named.rows), rows);
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

    server.answers(path(&named.rows), rows);
    server.answers(path(&named.documents[0]), &parts[0]);
    server.answers(
        "/api/v1/sync/pull?cursor=c2&",
        &page(Vec::new(), "c2", false),
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

#[test]
fn a_pack_takes_nothing_back_of_a_case_that_was_named_whole_and_newer() {
    let packed = Packed::two();
    let [founding, _] = &packed.founding;
    let mut other = Phone::of(supervisor());
    other.take(&[PullRow::Entered(Box::new(packed.documents[0].clone()))]);
    let said = other.does(case(1), comment("打包之后"));
    let newer = entered(case(1), &[&founding.bytes, &said.bytes], 2);
    let desk = Phone::of(supervisor());
    let server = Scripted::default();
    let packs = vec![packed.named.clone()];
    let first = vec![BEGIN, PullRow::Packs { packs }, newer, PullRow::Complete];
    server.answers("/api/v1/sync/pull?cursor=&", &page(first, "c1", false));
    server.knows(&desk.who);
    server.answers(path(&packed.named.rows), &packed.rows);
    for (hash, part) in packed.named.documents.iter().zip(&packed.parts) {
        server.answers(path(hash), part);
    }
    pulls(&desk, &server).unwrap();
    let stored = desk.stored(case(1)).unwrap();
    assert_eq!((stored.arrivals.len(), stored.seq), (2, 2));
    assert_eq!(desk.comments(case(1)), ["打包之后"]);
}
