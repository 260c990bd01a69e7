//! From a document to its list row: what every reader derives alike (`docs/follow-up.md`).

use gridloop_shared::command::{Command, Report, decide_report};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{
    CaseRow, CommandId, DeviceId, FieldName, Grant, Photo, PhotoHash, Principal, Rating, Role,
    Scope, Term,
};
use gridloop_shared::workflow::{Effect, Ineffective, StepKind};
use serde::Serialize;

use super::case::{act, at, case, photo, report, worker};
use super::steps::{department, done};
use super::{holds, json_text};

#[derive(Serialize)]
struct Folded {
    row: CaseRow,
    contested: Vec<FieldName>,
    steps: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    id: CommandId,
    effect: &'static str,
}

fn folds(name: &str, document: &CaseDocument) {
    holds(&format!("{name}.automerge"), &document.save());
    let case = document.case().unwrap();
    let steps = case.follow_up.entries.iter().map(|entry| Told {
        id: entry.step.id,
        effect: match &entry.effect {
            Effect::Effective => "effective",
            Effect::Ineffective(Ineffective::WrongStage { .. }) => "wrong-stage",
            Effect::Ineffective(Ineffective::OtherDepartment { .. }) => "other-department",
            Effect::Ineffective(Ineffective::Awaited { .. }) => "awaited",
            Effect::Ineffective(Ineffective::NothingThere) => "nothing-there",
            Effect::Ineffective(Ineffective::AlreadyDone) => "already-done",
            Effect::Ineffective(Ineffective::Unknown) => "unknown",
        },
    });
    let folded = Folded {
        row: CaseRow::of(&case, |step| step.at),
        contested: case.contested().collect(),
        steps: steps.collect(),
    };
    let text = serde_json::to_string_pretty(&folded).unwrap();
    json_text("folded", name, &text);
}

fn person(name: &str, device: u8, role: Role, scope: Scope) -> Principal {
    Principal {
        person: name.parse().unwrap(),
        device: DeviceId::new(at(0), [device; 10]),
        grants: vec![Grant { role, scope }],
        ..worker(1)
    }
}

fn supervisor(device: u8) -> Principal {
    person("supervisor", device, Role::Supervisor, Scope::Subdistrict)
}

fn handler(of: &str, device: u8) -> Principal {
    person(of, device, Role::Handler, Scope::Department(department(of)))
}

fn reported(report: &Report) -> CaseDocument {
    let mut document = CaseDocument::default();
    let founding = act(1, Command::Report(report.clone()));
    let writes = decide_report(&worker(1), &founding, report).unwrap();
    document.write(&worker(1), 0, case(), &writes).unwrap();
    document
}

/// What one did without knowing of the other comes together.
fn meet(here: &mut CaseDocument, other: &CaseDocument) {
    for change in other.changes() {
        if !here.contains(&change.hash) {
            let change = IncomingChange::decode(&change.bytes).unwrap();
            here.apply(&change).unwrap();
        }
    }
}

fn dispatched(to: &str, due: i64) -> StepKind {
    StepKind::Dispatched {
        department: department(to),
        assisting: Vec::new(),
        term: Term::Until(at(due)),
    }
}

fn started(by: &str) -> StepKind {
    StepKind::Started {
        department: department(by),
    }
}

fn reported_back(by: &str, photos: Vec<Photo>) -> StepKind {
    StepKind::ReportedBack {
        department: department(by),
        outcome: "已清理".into(),
        adoption: None,
        photos,
    }
}

fn check_passed() -> StepKind {
    StepKind::CheckPassed {
        note: String::new(),
        photos: vec![],
    }
}

fn rated(rating: Rating) -> StepKind {
    StepKind::Rated {
        rating,
        comment: String::new(),
    }
}

fn reason() -> String {
    "写明理由".into()
}

/// Handed back, then sent to two departments at once: the lower actor is first, though its clock is later.
#[test]
fn a_case_with_two_dispatches_at_once() {
    let mut document = reported(&report());
    done(&mut document, &supervisor(3), 2, StepKind::Accepted);
    done(
        &mut document,
        &supervisor(3),
        3,
        dispatched("repairs", 2_000),
    );
    let handed_back = StepKind::HandedBack {
        department: department("repairs"),
        reason: reason(),
        suggested: None,
    };
    done(&mut document, &handler("repairs", 4), 4, handed_back);
    let mut other = document.clone();
    done(
        &mut document,
        &supervisor(3),
        9,
        dispatched("cleaning", 3_000),
    );
    done(&mut other, &supervisor(5), 6, dispatched("repairs", 4_000));
    done(&mut other, &handler("repairs", 4), 7, started("repairs"));
    meet(&mut document, &other);
    done(
        &mut document,
        &handler("cleaning", 6),
        10,
        started("cleaning"),
    );
    let asked = StepKind::ExtensionAsked {
        department: department("cleaning"),
        term: Term::Until(at(5_000)),
        reason: reason(),
    };
    done(&mut document, &handler("cleaning", 6), 11, asked);
    let granted = StepKind::ExtensionGranted {
        term: Term::Until(at(5_000)),
    };
    done(&mut document, &supervisor(3), 12, granted);
    folds("folded-two-dispatches", &document);
}

/// The whole road, with a second rating that does not count, and back to where it is to be dispatched.
#[test]
fn a_case_that_was_reopened() {
    let mut document = reported(&report());
    let after = Photo {
        hash: PhotoHash::of(b"another picture"),
        size: 15,
        position: None,
        ..photo()
    };
    let repairs = || handler("repairs", 4);
    done(&mut document, &supervisor(3), 2, StepKind::Accepted);
    done(
        &mut document,
        &supervisor(3),
        3,
        dispatched("repairs", 2_000),
    );
    done(&mut document, &repairs(), 4, started("repairs"));
    let back = || reported_back("repairs", vec![after.clone()]);
    done(&mut document, &repairs(), 5, back());
    let failed = StepKind::CheckFailed {
        reason: reason(),
        photos: vec![],
    };
    done(&mut document, &worker(1), 6, failed);
    done(&mut document, &repairs(), 7, back());
    done(&mut document, &worker(1), 8, check_passed());
    done(&mut document, &supervisor(3), 9, StepKind::Closed);
    done(&mut document, &worker(1), 10, StepKind::AnswerSeen);
    done(&mut document, &worker(1), 11, rated(Rating::Satisfied));
    done(&mut document, &worker(1), 12, rated(Rating::Not));
    let reopened = StepKind::Reopened {
        reason: reason(),
        photos: vec![],
    };
    done(&mut document, &worker(1), 13, reopened);
    done(&mut document, &worker(1), 14, StepKind::AnswerSeen);
    folds("folded-reopened", &document);
}

/// Closed and rated, while two people corrected at once: one field differently, one alike, one alike in other letters.
#[test]
fn a_case_in_which_people_disagree() {
    let report = Report {
        description: "𠮷".repeat(100),
        position: None,
        photos: vec![],
        ..report()
    };
    let mut document = reported(&report);
    done(&mut document, &supervisor(3), 2, StepKind::Accepted);
    done(
        &mut document,
        &supervisor(3),
        3,
        dispatched("repairs", 2_000),
    );
    let repairs = handler("repairs", 4);
    done(&mut document, &repairs, 4, started("repairs"));
    done(&mut document, &repairs, 5, reported_back("repairs", vec![]));
    let mut other = document.clone();
    let correct = |document: &mut CaseDocument, by: &Principal, minutes, field, value: &str| {
        let value = value.to_owned();
        done(document, by, minutes, StepKind::Corrected { field, value });
    };
    let (here, there) = (worker(1), supervisor(3));
    let address = "兰州路 3 号";
    correct(&mut document, &here, 6, FieldName::Address, address);
    correct(&mut other, &there, 7, FieldName::Address, address);
    let position = "geo:31.27,121.52;u=12";
    correct(&mut document, &here, 8, FieldName::Position, position);
    let position = "geo:31.270000,121.520000;u=12";
    correct(&mut other, &there, 9, FieldName::Position, position);
    let description = format!("三楼{}", "𠮷".repeat(100));
    correct(
        &mut document,
        &here,
        10,
        FieldName::Description,
        &description,
    );
    let description = format!("四楼{}", "𠮷".repeat(100));
    correct(&mut other, &there, 11, FieldName::Description, &description);
    meet(&mut document, &other);
    done(&mut document, &worker(1), 12, check_passed());
    done(&mut document, &supervisor(3), 13, StepKind::Closed);
    done(&mut document, &worker(1), 14, rated(Rating::Partly));
    folds("folded-contested", &document);
}
