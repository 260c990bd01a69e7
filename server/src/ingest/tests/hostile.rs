//! Changes that no honest app sends, each refused for what is wrong with it, and nothing else touched.

use gridloop_shared::command::{Command, check_field, decide, decide_report};
use gridloop_shared::form::{MOST_DESCRIPTION, MOST_REASON};
use gridloop_shared::model::{
    Adoption, CaseId, FieldName, Photo, PhotoHash, PhotoKind, Principal, Role, Scope, Source, Term,
    Timestamp,
};
use gridloop_shared::policy::Facts;
use gridloop_shared::workflow::StepKind;

use super::*;
use crate::fixture::{act, person};

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

fn started(department: &str) -> StepKind {
    StepKind::Started {
        department: department.parse().unwrap(),
    }
}

#[tokio::test]
async fn nobody_writes_in_anothers_name() {
    let court = Court::open().await;
    let draft = court.case(10).await;
    let me = worker();
    let as_supervisor = Principal {
        device: me.device,
        ..supervisor()
    };
    // The author of the first change of an actor.
    let change = Draft::found(11, &as_supervisor, &report()).1;
    court.refuses(&me, &change, Code::WrongPerson).await;
    // The device of another.
    let change = draft.copy().act(12, &supervisor(), Command::Accept);
    court.refuses(&me, &change, Code::WrongDevice).await;
    // The step's person and device, under an envelope that is in order.
    for (n, code) in [(13, Code::WrongPerson), (14, Code::WrongDevice)] {
        let case = draft.document.case().unwrap();
        let mut writes = decide(&me, &case, &act(n, draft.id, comment("我"))).unwrap();
        match code {
            Code::WrongPerson => writes.step.by = "supervisor".parse().unwrap(),
            _ => writes.step.device = supervisor().device,
        }
        let change = draft.copy().write(&me, &writes);
        court.refuses(&me, &change, code).await;
    }
}

#[tokio::test]
async fn what_another_sent_of_mine_is_not_held_against_me() {
    let court = Court::open().await;
    let mut draft = court.case(10).await;
    let change = draft.act(11, &supervisor(), Command::Accept);
    court.refuses(&worker(), &change, Code::WrongDevice).await;
    court.admit(&supervisor(), &change).await;
}

#[tokio::test]
async fn a_case_of_another_subdistrict_does_not_exist() {
    let court = Court::open().await;
    let draft = court.case(10).await;
    let stranger = Principal {
        subdistrict: "other".parse().unwrap(),
        ..on_device(&supervisor(), 9)
    };
    let change = draft.copy().act(11, &stranger, Command::Accept);
    court.refuses(&stranger, &change, Code::NotFound).await;
    let mut nowhere = change.clone();
    nowhere.document = CaseId::from_bytes([77; 16]);
    court.refuses(&stranger, &nowhere, Code::NotFound).await;
    // Nor is one founded in another's name, or under another's identifier.
    let change = Draft::found(12, &stranger, &report()).1;
    let at_home = Principal {
        subdistrict: "s".parse().unwrap(),
        ..stranger.clone()
    };
    court.refuses(&at_home, &change, Code::WrongDocument).await;
    let mut misplaced = Draft::found(13, &worker(), &report()).1;
    misplaced.document = CaseId::from_bytes([14; 16]);
    court
        .refuses(&worker(), &misplaced, Code::WrongDocument)
        .await;
}

#[tokio::test]
async fn what_was_written_once_stays() {
    let court = Court::open().await;
    let draft = court.case(10).await;
    let second_founding = Draft::found(10, &on_device(&worker(), 8), &report()).1;
    let me = on_device(&worker(), 8);
    court
        .refuses(&me, &second_founding, Code::AlreadyArrived)
        .await;
    // The report's own key again: the server must not let a second step stand beside it.
    let change = draft.copy().step(
        10,
        &worker(),
        StepKind::Commented {
            text: "改写".into(),
        },
    );
    let code = Code::AlreadyArrived;
    court.refuses(&worker(), &change, code).await;
}

#[tokio::test]
async fn a_role_does_only_what_is_its_own() {
    let court = Court::open().await;
    let draft = court.dispatched(10).await;
    let due = crate::clock::now();
    let department = || "police".parse().unwrap();
    let not_theirs = [
        (worker(), StepKind::Closed),
        (
            worker(),
            StepKind::Dispatched {
                department: department(),
                assisting: Vec::new(),
                term: Term::Until(due),
            },
        ),
        (worker(), started("repairs")),
        (
            handler(),
            StepKind::CheckPassed {
                note: String::new(),
                photos: vec![],
            },
        ),
        (handler(), started("police")),
        (supervisor(), started("repairs")),
        (supervisor(), StepKind::AnswerSeen),
        (supervisor(), StepKind::Unknown),
    ];
    for ((who, kind), n) in not_theirs.into_iter().zip(30..) {
        let change = draft.copy().step(n, &who, kind);
        court.refuses(&who, &change, Code::NotAllowed).await;
    }
    let police = Scope::Department(department());
    let elsewhere = person("elsewhere", 7, Role::Handler, police);
    let change = draft.copy().step(50, &elsewhere, started("police"));
    court.refuses(&elsewhere, &change, Code::NotFound).await;
}

#[tokio::test]
async fn an_observation_needs_an_observer_of_that_point() {
    let court = Court::open().await;
    let point = |id: &str| Scope::ObservationPoint(id.parse().unwrap());
    let observer = person("observer", 5, Role::Observer, point("point"));
    let mut observation = report();
    observation.source = Source::Observation;
    let change = Draft::found(10, &observer, &observation).1;
    let demoted = Principal {
        grants: worker().grants,
        ..observer.clone()
    };
    let elsewhere = person("observer", 5, Role::Observer, point("another"));
    court.refuses(&elsewhere, &change, Code::NotAllowed).await;
    let change = Draft::found(11, &observer, &observation).1;
    court.refuses(&demoted, &change, Code::NotAllowed).await;
    let change = Draft::found(12, &observer, &observation).1;
    court.admit(&observer, &change).await;
}

#[tokio::test]
async fn values_and_references_are_those_of_the_forms() {
    let court = Court::open().await;
    let me = worker();
    let mut unknown_category = report();
    unknown_category.category = "city.nothing".parse().unwrap();
    let mut unknown_area = report();
    unknown_area.area = "c2/c1-g1".parse().unwrap();
    for (n, report) in [(10, unknown_category), (11, unknown_area)] {
        let change = Draft::found(n, &me, &report).1;
        court.refuses(&me, &change, Code::UnknownReference).await;
    }
    let mut writes = decide_report(
        &me,
        &act(12, CaseId::from_bytes([12; 16]), Command::Accept),
        &report(),
    )
    .unwrap();
    let long = "长".repeat(MOST_DESCRIPTION + 1);
    assert!(check_field(FieldName::Description, &long).is_err());
    for (_, value) in writes
        .fields
        .iter_mut()
        .filter(|(field, _)| *field == FieldName::Description)
    {
        value.clone_from(&long);
    }
    let mut draft = Draft {
        id: CaseId::from_bytes([12; 16]),
        document: gridloop_shared::crdt::CaseDocument::default(),
    };
    let change = draft.write(&me, &writes);
    court.refuses(&me, &change, Code::Invalid).await;

    let draft = court.case(20).await;
    let photo = Photo {
        hash: PhotoHash::of(b"x"),
        size: 1,
        kind: PhotoKind::Jpeg,
        taken_at: Timestamp::default(),
        position: None,
    };
    let huge = Photo {
        size: Photo::MOST_BYTES + 1,
        ..photo.clone()
    };
    let failed = |photos| StepKind::CheckFailed {
        reason: "未清理".into(),
        photos,
    };
    let invalid = [
        StepKind::Commented { text: " ".into() },
        StepKind::Commented {
            text: "长".repeat(MOST_REASON + 1),
        },
        failed(vec![photo; Photo::MOST_PER_STEP + 1]),
        failed(vec![huge]),
        StepKind::Dispatched {
            department: "repairs".parse().unwrap(),
            assisting: Vec::new(),
            term: Term::Until(Timestamp::from_millis(i64::MAX)),
        },
    ];
    for (kind, n) in invalid.into_iter().zip(30..) {
        let change = draft.copy().step(n, &me, kind);
        court.refuses(&me, &change, Code::Invalid).await;
    }
    let nowhere = StepKind::Dispatched {
        department: "nobody".parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(crate::clock::now()),
    };
    let change = draft.copy().step(40, &supervisor(), nowhere);
    court
        .refuses(&supervisor(), &change, Code::UnknownReference)
        .await;
}

#[tokio::test]
async fn sequence_and_dependencies_are_held_against_the_document() {
    let court = Court::open().await;
    let me = worker();
    let mut draft = court.case(10).await;
    let mut fork = draft.copy();
    let second = draft.act(11, &me, comment("二"));
    let third = draft.act(12, &me, comment("三"));
    let verdicts = court.push(&me, &[&third]).await;
    let [Verdict::Missing { dependencies }] = &verdicts[..] else {
        panic!("{verdicts:?}")
    };
    let hash = gridloop_shared::crdt::IncomingChange::decode(&second.bytes)
        .unwrap()
        .hash();
    assert_eq!(dependencies, &[hash]);
    court.admit(&me, &second).await;
    court.admit(&me, &third).await;
    // The same place in the sequence, with other words.
    let change = fork.act(13, &me, comment("又一个二"));
    court.refuses(&me, &change, Code::OutOfSequence).await;
}

#[tokio::test]
async fn what_builds_on_a_refused_change_falls_with_it_and_verdicts_stay() {
    let court = Court::open().await;
    let me = worker();
    let mut draft = court.case(10).await;
    let refused = draft.step(11, &me, StepKind::Closed);
    let later = draft.step(
        12,
        &me,
        StepKind::Commented {
            text: "后来".into(),
        },
    );
    let last = draft.step(
        13,
        &me,
        StepKind::Commented {
            text: "最后".into(),
        },
    );
    let not_allowed = Verdict::Refused {
        code: Code::NotAllowed,
    };
    let builds = Verdict::Refused {
        code: Code::BuildsOnRefused,
    };
    let verdicts = court.push(&me, &[&refused, &later]).await;
    assert_eq!(verdicts, [not_allowed.clone(), builds.clone()]);
    assert_eq!(court.push(&me, &[&last]).await, [builds]);
    assert_eq!(court.push(&me, &[&refused]).await, [not_allowed]);

    // Evidence is kept, and the case is as it was.
    let hash = gridloop_shared::crdt::IncomingChange::decode(&refused.bytes)
        .unwrap()
        .hash();
    let recalled = court.store.recall(&[hash], &[draft.id]).await.unwrap();
    assert_eq!(recalled.set_aside[&hash][0].2, Code::NotAllowed);
    let stored = &recalled.documents[&draft.id].snapshot;
    let document = gridloop_shared::crdt::CaseDocument::load(stored).unwrap();
    assert_eq!(document.case().unwrap().follow_up.entries.len(), 1);
    let facts = court.store.facts_of(&[draft.id]).await.unwrap();
    assert_eq!(facts[&draft.id], Facts::from(&document.case().unwrap()));
}

#[tokio::test]
async fn bytes_that_are_no_change_never_reach_a_document() {
    let court = Court::open().await;
    let me = worker();
    let draft = court.case(10).await;
    let honest = draft.copy().act(11, &me, comment("一")).bytes;
    let whole = draft.document.save();
    let cut = honest[..honest.len() - 1].to_vec();
    let mut bent = honest.clone();
    bent[20] ^= 0xff;
    for bytes in [
        Vec::new(),
        b"garbage".to_vec(),
        whole,
        cut,
        bent,
        vec![0x85; 70_000],
    ] {
        let change = PushChange {
            document: draft.id,
            bytes,
        };
        court.refuses(&me, &change, Code::Malformed).await;
    }
    let change = PushChange {
        document: draft.id,
        bytes: honest,
    };
    court.admit(&me, &change).await;
}

#[tokio::test]
async fn what_becomes_of_a_suggestion_is_said_of_suggestions_only() {
    let court = Court::open().await;
    let mut draft = court.dispatched(1).await;
    let answered = StepKind::ReportedBack {
        department: "repairs".parse().unwrap(),
        outcome: "已办".into(),
        adoption: Some(Adoption::Adopted),
        photos: Vec::new(),
    };
    let change = draft.step(9, &handler(), answered);
    court.refuses(&handler(), &change, Code::Invalid).await;
}
