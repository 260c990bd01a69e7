//! The case that the vectors are about: reported by one device and commented on by another, both of the same person.

use automerge::{Automerge, Change, ROOT, ReadDoc};
use gridloop_shared::command::{Act, Command, Report, decide, decide_report};
use gridloop_shared::crdt::{CaseDocument, NewChange};
use gridloop_shared::model::{
    CaseId, CommandId, DeviceId, FieldName, Grant, Photo, PhotoHash, PhotoKind, Position,
    Principal, Role, Scope, Source, Timestamp,
};
use serde_json::json;

use super::holds;

/// 2026-01-01T00:00Z.
const BEGIN: i64 = 1_767_225_600_000;

pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(BEGIN + minutes * 60_000)
}

pub fn case() -> CaseId {
    CaseId::new(at(0), [7; 10])
}

pub fn worker(device: u8) -> Principal {
    Principal {
        person: "worker".parse().unwrap(),
        device: DeviceId::new(at(0), [device; 10]),
        subdistrict: "jiangpu".parse().unwrap(),
        grants: vec![Grant {
            role: Role::GridWorker,
            scope: Scope::Grids(vec!["c01-g1".parse().unwrap()]),
        }],
    }
}

pub fn photo() -> Photo {
    Photo {
        hash: PhotoHash::of(b"picture"),
        size: 7,
        kind: PhotoKind::Jpeg,
        taken_at: at(0),
        position: Some(Position::new(31.2701, 121.5203, 12.0).unwrap()),
    }
}

pub fn act(minutes: i64, command: Command) -> Act {
    Act {
        id: CommandId::new(at(minutes), [1; 10]),
        case: case(),
        at: at(minutes),
        command,
    }
}

pub fn report() -> Report {
    Report {
        source: Source::Patrol,
        category: "city.garbage".parse().unwrap(),
        area: "c01/c01-g1".parse().unwrap(),
        address: "兰州路 1 号".into(),
        position: Some(Position::new(31.2701, 121.5203, 12.0).unwrap()),
        description: "楼道堆物".into(),
        photos: vec![photo()],
        follows: None,
    }
}

/// The document with both changes, and each of them.
pub fn document() -> (CaseDocument, [NewChange; 2]) {
    let mut document = CaseDocument::default();
    let founding = act(1, Command::Report(report()));
    let writes = decide_report(&worker(1), &founding, &report()).unwrap();
    let first = document.write(&worker(1), 0, case(), &writes).unwrap();
    let comment = act(
        2,
        Command::Comment {
            text: "三楼".into(),
        },
    );
    let writes = decide(&worker(2), &document.case().unwrap(), &comment).unwrap();
    let second = document.write(&worker(2), 0, case(), &writes).unwrap();
    (document, [first, second])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a change says, as any Automerge of this version reads it.
fn described(change: &NewChange) -> String {
    let read = Change::from_bytes(change.bytes.clone()).unwrap();
    let described = json!({
        "hash": read.hash().to_string(),
        "actor": read.actor_id().to_hex_string(),
        "author": read.author().map(|author| String::from_utf8(author.as_bytes().to_vec()).unwrap()),
        "seq": read.seq(),
        "start_op": read.start_op().get(),
        "time": read.timestamp(),
        "message": read.message(),
        "deps": read.deps().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "operations": read.len(),
        "bytes": hex(&change.bytes),
    });
    serde_json::to_string_pretty(&described).unwrap()
}

#[test]
fn the_changes_and_the_document() {
    let (document, [first, second]) = document();
    holds(
        "change-report.json",
        format!("{}\n", described(&first)).as_bytes(),
    );
    holds(
        "change-comment.json",
        format!("{}\n", described(&second)).as_bytes(),
    );
    holds("case.automerge", &document.save());

    let doc = Automerge::load(&document.save()).unwrap();
    let keys = doc.keys(ROOT).filter(|key| key != "steps").map(|key| {
        let (value, _) = doc.get(ROOT, &key).unwrap().unwrap();
        let value = value.into_scalar().unwrap();
        (key, serde_json::to_value(value).unwrap())
    });
    let (_, steps) = doc.get(ROOT, "steps").unwrap().unwrap();
    let told = doc.keys(&steps).map(|key| {
        let (value, _) = doc.get(&steps, &key).unwrap().unwrap();
        (key, json!(value.as_str().unwrap()))
    });
    let read = json!({
        "root": keys.collect::<serde_json::Map<_, _>>(),
        "steps": told.collect::<serde_json::Map<_, _>>(),
    });
    let read = serde_json::to_string_pretty(&read).unwrap();
    holds("case.json", format!("{read}\n").as_bytes());
}

/// On top of that document: a step and the field that it corrects.
#[test]
fn a_correction() {
    let mut document = document().0;
    let correct = act(
        3,
        Command::Correct {
            field: FieldName::Address,
            value: "兰州路 3 号".into(),
        },
    );
    let writes = decide(&worker(2), &document.case().unwrap(), &correct);
    let change = document.write(&worker(2), 0, case(), &writes.unwrap());
    let change = change.unwrap();
    holds(
        "change-correct.json",
        format!("{}\n", described(&change)).as_bytes(),
    );
}
