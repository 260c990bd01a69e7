//! The road of a case, walked and strayed from.

use super::*;
use crate::model::{CommandId, DepartmentId, Rating, Timestamp};
use crate::workflow::{Stage, StepKind as K};

fn department(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

fn steps(kinds: &[K]) -> Vec<Step> {
    kinds
        .iter()
        .zip(1..)
        .map(|(kind, at)| Step {
            id: CommandId::new(Timestamp::from_millis(at), [0; 10]),
            by: "p1".parse().unwrap(),
            device: crate::model::DeviceId::from_bytes([1; 16]),
            at: Timestamp::from_millis(at),
            kind: kind.clone(),
        })
        .collect()
}

fn dispatched(to: &str) -> K {
    K::Dispatched {
        department: department(to),
        due: Timestamp::from_millis(99),
    }
}
fn started(by: &str) -> K {
    K::Started {
        department: department(by),
    }
}
fn reported_back(by: &str) -> K {
    K::ReportedBack {
        department: department(by),
        outcome: "done".into(),
        adoption: None,
        photos: vec![],
    }
}
fn check_passed() -> K {
    K::CheckPassed {
        note: String::new(),
        photos: vec![],
    }
}
fn check_failed() -> K {
    K::CheckFailed {
        reason: "still there".into(),
        photos: vec![],
    }
}
fn rated() -> K {
    K::Rated {
        rating: Rating::Satisfied,
        comment: String::new(),
    }
}

/// The whole road, in the order of the standard.
fn road() -> Vec<K> {
    vec![
        K::Reported { photos: vec![] },
        K::Accepted,
        dispatched("a"),
        started("a"),
        reported_back("a"),
        check_passed(),
        K::Closed,
        rated(),
    ]
}

#[test]
fn the_whole_road_ends_rated_and_seen() {
    let follow_up = fold(steps(&road()));
    assert_eq!(follow_up.state.stage(), Stage::Closed);
    assert_eq!(follow_up.state.rating(), Some(Rating::Satisfied));
    assert!(follow_up.answer_seen);
    assert_eq!(follow_up.ineffective().count(), 0);
}

#[test]
fn every_prefix_of_the_road_stands_at_its_stage() {
    let stages = [
        Stage::Reported,
        Stage::Accepted,
        Stage::Dispatched,
        Stage::Handling,
        Stage::Handled,
        Stage::Checked,
        Stage::Closed,
        Stage::Closed,
    ];
    for (length, stage) in (1..).zip(stages) {
        assert_eq!(
            fold(steps(&road()[..length])).state.stage(),
            stage,
            "after {length} steps"
        );
    }
}

#[test]
fn of_two_dispatches_the_first_holds_and_the_second_is_kept_and_marked() {
    let mut kinds = road()[..3].to_vec();
    kinds.push(dispatched("b"));
    kinds.push(started("b"));
    kinds.push(started("a"));
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Handling);
    let marked: Vec<_> = follow_up
        .ineffective()
        .map(|entry| entry.effect.clone())
        .collect();
    assert_eq!(
        marked,
        [
            Effect::Ineffective(Ineffective::WrongStage {
                stage: Stage::Dispatched
            }),
            Effect::Ineffective(Ineffective::OtherDepartment {
                assigned: department("a")
            }),
        ]
    );
    assert_eq!(follow_up.entries.len(), 6, "no step is lost");
}

#[test]
fn a_failed_check_goes_back_to_the_same_department() {
    let mut kinds = road()[..5].to_vec();
    kinds.push(check_failed());
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Handling);
    assert_eq!(
        follow_up.state.assignment().unwrap().department,
        department("a")
    );
}

#[test]
fn what_is_handed_back_can_be_dispatched_to_another() {
    let mut kinds = road()[..3].to_vec();
    kinds.push(K::HandedBack {
        department: department("a"),
        reason: "not ours".into(),
        suggested: None,
    });
    kinds.push(dispatched("b"));
    let follow_up = fold(steps(&kinds));
    assert_eq!(
        follow_up.state.assignment().unwrap().department,
        department("b")
    );
    assert_eq!(follow_up.ineffective().count(), 0);
}

#[test]
fn suspension_extension_and_reopening_have_their_place() {
    let until = Timestamp::from_millis(500);
    let mut kinds = road()[..4].to_vec();
    kinds.push(K::Suspended {
        department: department("a"),
        reason: "parts".into(),
    });
    kinds.push(K::ExtensionAsked {
        department: department("a"),
        until,
        reason: "parts".into(),
    });
    kinds.push(K::ExtensionGranted { due: until });
    kinds.push(K::Resumed {
        department: department("a"),
    });
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Handling);
    assert_eq!(follow_up.state.assignment().unwrap().due, until);

    let mut kinds = road();
    kinds.push(K::Reopened {
        reason: "again".into(),
    });
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Accepted);
    assert!(
        !follow_up.answer_seen,
        "the next answer is still to be seen"
    );
}

#[test]
fn a_second_rating_and_a_second_report_do_not_count() {
    let mut kinds = road();
    kinds.push(rated());
    kinds.push(K::Reported { photos: vec![] });
    kinds.push(K::AnswerSeen);
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.ineffective().count(), 3);
    assert_eq!(follow_up.state.stage(), Stage::Closed);
}

/// From every stage, exactly these kinds take effect. The diagram of the trade, held against the code.
#[test]
fn the_diagram_holds_for_every_stage_and_every_step() {
    let a = || department("a");
    let into = crate::model::CaseId::from_bytes([3; 16]);
    let all: Vec<(&str, K)> = vec![
        ("accept", K::Accepted),
        ("reject", K::Rejected { reason: "r".into() }),
        ("merge", K::Merged { into }),
        ("dispatch", dispatched("a")),
        (
            "hand back",
            K::HandedBack {
                department: a(),
                reason: "r".into(),
                suggested: None,
            },
        ),
        ("start", started("a")),
        (
            "suspend",
            K::Suspended {
                department: a(),
                reason: "r".into(),
            },
        ),
        ("resume", K::Resumed { department: a() }),
        (
            "ask",
            K::ExtensionAsked {
                department: a(),
                until: Timestamp::default(),
                reason: "r".into(),
            },
        ),
        (
            "grant",
            K::ExtensionGranted {
                due: Timestamp::default(),
            },
        ),
        ("report back", reported_back("a")),
        ("pass", check_passed()),
        ("fail", check_failed()),
        ("close", K::Closed),
        ("rate", rated()),
        ("see", K::AnswerSeen),
        ("reopen", K::Reopened { reason: "r".into() }),
        ("unknown", K::Unknown),
    ];
    let mut suspended = road()[..4].to_vec();
    suspended.push(K::Suspended {
        department: a(),
        reason: "r".into(),
    });
    let rejected = vec![
        K::Reported { photos: vec![] },
        K::Rejected { reason: "r".into() },
    ];
    let merged = vec![K::Reported { photos: vec![] }, K::Merged { into }];
    let expected: Vec<(Vec<K>, &[&str])> = vec![
        (road()[..1].to_vec(), &["accept", "reject", "merge"]),
        (road()[..2].to_vec(), &["merge", "dispatch"]),
        (
            road()[..3].to_vec(),
            &["hand back", "start", "ask", "grant"],
        ),
        (
            road()[..4].to_vec(),
            &["suspend", "ask", "grant", "report back"],
        ),
        (suspended, &["resume", "ask", "grant"]),
        (road()[..5].to_vec(), &["pass", "fail"]),
        (road()[..6].to_vec(), &["close"]),
        (road()[..7].to_vec(), &["rate", "see", "reopen"]),
        (rejected, &["see", "reopen"]),
        (merged, &["see"]),
    ];
    for (before, allowed) in expected {
        let taken: Vec<&str> = all
            .iter()
            .filter(|(_, kind)| {
                let mut kinds = before.clone();
                kinds.push(kind.clone());
                fold(steps(&kinds)).ineffective().count() == 0
            })
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(taken, allowed, "after {}", before.len());
    }
}
