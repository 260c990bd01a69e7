//! Documents of every schema version stay readable: the files in `golden/` were written once and are never written again.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use gridloop_shared::command::{Act, Command, Report, decide, decide_report};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{
    Case, CaseId, CaseRow, CommandId, DeviceId, FieldName, Grant, Photo, PhotoHash, PhotoKind,
    Position, Principal, Rating, Role, Scope, Source, Term, Timestamp,
};

fn principal(person: &str, device: u8, role: Role, scope: Scope) -> Principal {
    Principal {
        person: person.parse().unwrap(),
        device: DeviceId::from_bytes([device; 16]),
        subdistrict: "jiangpu".parse().unwrap(),
        grants: vec![Grant { role, scope }],
    }
}

/// A case that has gone the whole road, with a photo, a position and a contested description.
fn whole_road() -> CaseDocument {
    let worker = principal(
        "worker",
        1,
        Role::GridWorker,
        Scope::Grids(vec!["c01-g1".parse().unwrap()]),
    );
    let desk = principal("desk", 2, Role::Supervisor, Scope::Subdistrict);
    let handler = principal(
        "handler",
        3,
        Role::Handler,
        Scope::Department("repairs".parse().unwrap()),
    );
    let id = CaseId::from_bytes([7; 16]);
    let mut clock = 1_767_225_600_000;
    let mut act = |command| {
        clock += 60_000;
        let at = Timestamp::from_millis(clock);
        Act {
            id: CommandId::new(at, [1; 10]),
            case: id,
            at,
            command,
        }
    };
    let report = Report {
        source: Source::Patrol,
        category: "city.garbage".parse().unwrap(),
        area: "c01/c01-g1".parse().unwrap(),
        address: "兰州路 1 号".into(),
        position: Some(Position::new(31.2701, 121.5203, 12.0).unwrap()),
        description: "楼道堆物".into(),
        photos: vec![Photo {
            hash: PhotoHash::of(b"picture"),
            size: 7,
            kind: PhotoKind::Jpeg,
            taken_at: Timestamp::from_millis(1_767_225_600_000),
            position: None,
        }],
        follows: None,
    };
    let founding = act(Command::Report(report.clone()));
    let mut document = CaseDocument::default();
    let writes = decide_report(&worker, &founding, &report).unwrap();
    document.write(&worker, 0, id, &writes).unwrap();

    let mut perform = |document: &mut CaseDocument, who: &Principal, command| {
        let writes = decide(who, &document.case().unwrap(), &act(command)).unwrap();
        document.write(who, 0, id, &writes).unwrap()
    };
    let correct = |value: &str| Command::Correct {
        field: FieldName::Description,
        value: value.into(),
    };
    let mut elsewhere = document.clone();
    let concurrent = perform(&mut elsewhere, &desk, correct("四楼楼道堆物"));
    perform(&mut document, &worker, correct("三楼楼道堆物"));
    let concurrent = gridloop_shared::crdt::IncomingChange::decode(&concurrent.bytes).unwrap();
    document.apply(&concurrent).unwrap();

    perform(&mut document, &desk, Command::Accept);
    let due = Timestamp::from_millis(1_767_300_000_000);
    perform(
        &mut document,
        &desk,
        Command::Dispatch {
            department: "repairs".parse().unwrap(),
            assisting: Vec::new(),
            term: Term::Until(due),
        },
    );
    perform(&mut document, &handler, Command::Start);
    let outcome = "已清运".to_owned();
    perform(
        &mut document,
        &handler,
        Command::ReportBack {
            outcome,
            adoption: None,
            photos: vec![],
        },
    );
    perform(
        &mut document,
        &worker,
        Command::PassCheck {
            note: String::new(),
            photos: vec![],
        },
    );
    perform(&mut document, &desk, Command::Close);
    perform(
        &mut document,
        &worker,
        Command::Rate {
            rating: Rating::Partly,
            comment: "慢".into(),
        },
    );
    document
}

fn read(file: &[u8]) -> Case {
    CaseDocument::load(file).unwrap().case().unwrap()
}

#[test]
fn schema_1_reads_as_it_was_written() {
    let case = read(include_bytes!("golden/case-1.automerge"));
    insta::assert_debug_snapshot!("case-1", case);
    insta::assert_debug_snapshot!("row-1", CaseRow::of(&case, |step| step.at));
}

/// Today's writer writes what the golden file says. A new schema gets a new file; this one then goes to the reader's test only.
#[test]
fn schema_1_is_what_is_written_today() {
    assert_eq!(
        read(&whole_road().save()),
        read(include_bytes!("golden/case-1.automerge"))
    );
}
