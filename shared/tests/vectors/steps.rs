//! The text of a step of every kind, as a document holds it.

use automerge::{Automerge, ROOT, ReadDoc};
use gridloop_shared::command::Writes;
use gridloop_shared::crdt::{CaseDocument, IncomingChange, NewChange};
use gridloop_shared::model::{
    Adoption, Authority, CaseId, CommandId, ContactWay, DepartmentId, FieldName, Fruit,
    MediationLevel, MediationOutcome, Principal, Rating, Term,
};
use gridloop_shared::workflow::{ClockKind, Step, StepKind, Urgency};
use serde_json::{Map, Value};

use super::case::{at, case, document, photo, worker};
use super::{json_text, rules};

/// Writes a step, whether or not it takes effect, and answers with its change.
pub fn done(
    document: &mut CaseDocument,
    by: &Principal,
    minutes: i64,
    kind: StepKind,
) -> NewChange {
    let fields = match &kind {
        StepKind::Corrected { field, value } => vec![(*field, value.clone())],
        _ => Vec::new(),
    };
    let step = Step {
        id: CommandId::new(at(minutes), [1; 10]),
        by: by.person.clone(),
        device: by.device,
        at: at(minutes),
        kind,
    };
    let writes = Writes {
        founding: None,
        fields,
        step,
    };
    let change = document.write(by, 0, case(), &writes).unwrap();
    IncomingChange::decode(&change.bytes).unwrap();
    change
}

pub fn department(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

/// Every kind but `reported` and `commented`, which the case of the vectors has.
fn kinds() -> Vec<(&'static str, StepKind)> {
    let reason = || "写明理由".to_owned();
    let own = || department("repairs");
    vec![
        ("accepted", StepKind::Accepted),
        ("rejected", StepKind::Rejected { reason: reason() }),
        ("returned", StepKind::Returned { reason: reason() }),
        ("resubmitted", StepKind::Resubmitted),
        (
            "contacted",
            StepKind::Contacted {
                way: ContactWay::Phone,
                note: "约好明天上门".into(),
            },
        ),
        (
            "dispatched-for-days",
            StepKind::Dispatched {
                department: own(),
                assisting: vec![department("cleaning")],
                term: Term::Days(5),
            },
        ),
        (
            "reassigned",
            StepKind::Reassigned {
                department: department("cleaning"),
                assisting: vec![own()],
                term: Term::Minutes(240),
                reason: reason(),
            },
        ),
        (
            "assistance-called",
            StepKind::AssistanceCalled { department: own() },
        ),
        (
            "assistance-released",
            StepKind::AssistanceReleased { department: own() },
        ),
        (
            "assisted",
            StepKind::Assisted {
                department: own(),
                outcome: "已拖走".into(),
                photos: vec![photo()],
            },
        ),
        (
            "dispatched",
            StepKind::Dispatched {
                department: own(),
                assisting: Vec::new(),
                term: Term::Until(at(600)),
            },
        ),
        (
            "handed-back",
            StepKind::HandedBack {
                department: own(),
                reason: reason(),
                suggested: Some(department("cleaning")),
            },
        ),
        ("started", StepKind::Started { department: own() }),
        (
            "suspended",
            StepKind::Suspended {
                department: own(),
                reason: reason(),
            },
        ),
        ("resumed", StepKind::Resumed { department: own() }),
        (
            "extension-asked",
            StepKind::ExtensionAsked {
                department: own(),
                term: Term::Until(at(900)),
                reason: reason(),
            },
        ),
        (
            "extension-granted",
            StepKind::ExtensionGranted {
                term: Term::Until(at(900)),
            },
        ),
        (
            "extension-declined",
            StepKind::ExtensionDeclined { reason: reason() },
        ),
        (
            "reported-back",
            StepKind::ReportedBack {
                department: own(),
                outcome: "已清理".into(),
                adoption: Some(Adoption::PartlyAdopted),
                photos: vec![photo()],
            },
        ),
        (
            "check-passed",
            StepKind::CheckPassed {
                note: String::new(),
                photos: vec![],
            },
        ),
        (
            "check-failed",
            StepKind::CheckFailed {
                reason: reason(),
                photos: vec![],
            },
        ),
        (
            "partly-solved",
            StepKind::PartlySolved {
                note: "还剩两户".into(),
                photos: vec![photo()],
                remaining: CaseId::new(at(0), [9; 10]),
            },
        ),
        (
            "mediation-opened",
            StepKind::MediationOpened {
                level: MediationLevel::Community,
            },
        ),
        (
            "mediation-held",
            StepKind::MediationHeld {
                note: "双方到场".into(),
                photos: vec![photo()],
            },
        ),
        (
            "mediation-ended",
            StepKind::MediationEnded {
                outcome: MediationOutcome::Agreed,
                note: "签了协议".into(),
                photos: vec![photo()],
            },
        ),
        (
            "passed-up",
            StepKind::PassedUp {
                to: Authority::District,
                reason: reason(),
            },
        ),
        (
            "taken-up",
            StepKind::TakenUp {
                fruit: Fruit::Convention,
                title: "楼道公约".into(),
            },
        ),
        ("closed", StepKind::Closed),
        (
            "rated",
            StepKind::Rated {
                rating: Rating::Partly,
                comment: String::new(),
            },
        ),
        ("answer-seen", StepKind::AnswerSeen),
        (
            "reopened",
            StepKind::Reopened {
                reason: reason(),
                photos: vec![photo()],
            },
        ),
        (
            "answered",
            StepKind::Answered {
                of: CaseId::new(at(0), [8; 10]),
                outcome: "已清理".into(),
                adoption: Some(Adoption::Adopted),
            },
        ),
        (
            "reminded",
            StepKind::Reminded {
                clock: ClockKind::HandleAgain,
                urgency: Urgency::Over,
            },
        ),
        (
            "reviewed",
            StepKind::Reviewed {
                step: CommandId::new(at(3), [1; 10]),
                note: String::new(),
            },
        ),
        (
            "merged",
            StepKind::Merged {
                into: CaseId::new(at(0), [8; 10]),
            },
        ),
        (
            "corrected",
            StepKind::Corrected {
                field: FieldName::Address,
                value: "兰州路 3 号".into(),
            },
        ),
    ]
}

/// Every kind, with its text.
fn texts() -> Vec<(&'static str, String)> {
    let mut document = document().0;
    let mut names = vec![("reported", 1), ("commented", 2)];
    for ((name, kind), minutes) in kinds().into_iter().zip(3..) {
        done(&mut document, &worker(1), minutes, kind);
        names.push((name, minutes));
    }
    let doc = Automerge::load(&document.save()).unwrap();
    let (_, steps) = doc.get(ROOT, "steps").unwrap().unwrap();
    let text = |minutes| {
        let key = CommandId::new(at(minutes), [1; 10]).to_string();
        let (value, _) = doc.get(&steps, key).unwrap().unwrap();
        value.into_string().unwrap()
    };
    names
        .into_iter()
        .map(|(name, minutes)| (name, text(minutes)))
        .collect()
}

#[test]
fn the_text_of_every_kind() {
    for (name, text) in texts() {
        json_text("step", &format!("step-{name}"), &text);
    }
}

/// The rules know what each kind needs.
#[test]
fn a_step_that_lacks_something_is_none() {
    let may_be_left_out = ["suggested", "adoption", "assisting", "follows"];
    for (_, text) in texts() {
        let whole: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for name in whole.keys() {
            let mut less = whole.clone();
            less.remove(name);
            let text = serde_json::to_string(&less).unwrap();
            let is_step = cddl_cat::validate_json_str("step", &rules(), &text).is_ok();
            let may = may_be_left_out.contains(&name.as_str())
                || (name == "photos" && whole["kind"] == "reopened");
            assert_eq!(is_step, may, "{text}");
        }
    }
}
