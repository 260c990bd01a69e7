//! The road of a case, walked and strayed from.

use super::*;
use crate::model::{
    Authority, CaseId, CommandId, ContactWay, DepartmentId, Fruit, MediationLevel,
    MediationOutcome, Rating, Term, Timestamp,
};
use crate::workflow::{ClockKind, Stage, StepKind as K, Urgency};

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
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(99)),
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
        K::Reported {
            photos: vec![],
            follows: None,
        },
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
        term: Term::Until(until),
        reason: "parts".into(),
    });
    kinds.push(K::ExtensionGranted {
        term: Term::Until(until),
    });
    kinds.push(K::Resumed {
        department: department("a"),
    });
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Handling);
    assert_eq!(follow_up.state.assignment().unwrap().asked, None);

    let mut kinds = road();
    kinds.push(K::Reopened {
        reason: "again".into(),
        photos: vec![],
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
    kinds.push(K::Reported {
        photos: vec![],
        follows: None,
    });
    kinds.push(K::AnswerSeen);
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.ineffective().count(), 3);
    assert_eq!(follow_up.state.stage(), Stage::Closed);
}

fn called(whom: &str) -> K {
    K::AssistanceCalled {
        department: department(whom),
    }
}

fn assisted(by: &str) -> K {
    K::Assisted {
        department: department(by),
        outcome: "towed".into(),
        photos: vec![],
    }
}

fn handed_back(by: &str) -> K {
    K::HandedBack {
        department: department(by),
        reason: "not ours".into(),
        suggested: None,
    }
}

fn whys(follow_up: &FollowUp) -> Vec<Ineffective> {
    let whys = follow_up.ineffective().map(|entry| &entry.effect);
    whys.filter_map(|effect| match effect {
        Effect::Ineffective(why) => Some(why.clone()),
        Effect::Effective => None,
    })
    .collect()
}

#[test]
fn a_case_closes_when_all_who_assist_have_reported_or_were_released() {
    let mut kinds = road()[..2].to_vec();
    kinds.push(K::Dispatched {
        department: department("a"),
        assisting: vec![
            department("b"),
            department("c"),
            department("a"),
            department("b"),
        ],
        term: Term::Days(5),
    });
    kinds.extend([called("d"), started("a"), assisted("b"), handed_back("d")]);
    kinds.extend([reported_back("a"), check_passed(), K::Closed]);
    let follow_up = fold(steps(&kinds));
    let missing = Ineffective::Awaited {
        department: department("c"),
    };
    assert_eq!(
        whys(&follow_up),
        [missing],
        "who leads does not assist, and each is named once"
    );
    kinds.extend([assisted("d"), assisted("c"), K::Closed]);
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.state.stage(), Stage::Closed);
    assert_eq!(
        whys(&follow_up).len(),
        2,
        "d handed it back and does not assist any more"
    );
}

#[test]
fn more_time_is_asked_for_and_answered_once() {
    let ask = K::ExtensionAsked {
        department: department("a"),
        term: Term::Days(3),
        reason: "parts".into(),
    };
    let no = K::ExtensionDeclined {
        reason: "no".into(),
    };
    let mut kinds = road()[..4].to_vec();
    kinds.extend([ask, no.clone(), no]);
    let follow_up = fold(steps(&kinds));
    assert_eq!(whys(&follow_up), [Ineffective::NothingThere]);
    assert_eq!(follow_up.state.assignment().unwrap().asked, None);
}

#[test]
fn mediation_goes_from_the_community_to_the_subdistrict() {
    let open = |level| K::MediationOpened { level };
    let end = |outcome| K::MediationEnded {
        outcome,
        note: "n".into(),
        photos: vec![],
    };
    let held = K::MediationHeld {
        note: "n".into(),
        photos: vec![],
    };
    let mut kinds = road()[..4].to_vec();
    let community = || open(MediationLevel::Community);
    let subdistrict = || open(MediationLevel::Subdistrict);
    kinds.extend([held.clone(), community(), community(), held.clone(), held]);
    kinds.extend([end(MediationOutcome::Failed), community(), subdistrict()]);
    kinds.extend([end(MediationOutcome::Agreed), subdistrict()]);
    let follow_up = fold(steps(&kinds));
    let [first, second] = follow_up.mediations.clone().try_into().unwrap();
    assert_eq!(
        (first.sessions, first.outcome),
        (2, Some(MediationOutcome::Failed))
    );
    assert_eq!(second.outcome, Some(MediationOutcome::Agreed));
    let expected = [
        Ineffective::NothingThere,
        Ineffective::AlreadyDone,
        Ineffective::AlreadyDone,
        Ineffective::AlreadyDone,
    ];
    assert_eq!(whys(&follow_up), expected);
}

#[test]
fn a_step_without_effect_waits_until_somebody_has_looked_at_it() {
    let mut kinds = road()[..3].to_vec();
    kinds.push(dispatched("b"));
    let lost = steps(&kinds)[3].id;
    let review = |step| K::Reviewed {
        step,
        note: String::new(),
    };
    assert_eq!(fold(steps(&kinds)).conflicts().count(), 1);
    kinds.extend([review(lost), review(lost), review(steps(&kinds)[0].id)]);
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.conflicts().count(), 0);
    assert_eq!(follow_up.ineffective().count(), 3, "it stays where it is");
}

#[test]
fn whoever_reported_a_merged_case_has_a_new_answer_to_read() {
    let into = CaseId::from_bytes([3; 16]);
    let answered = K::Answered {
        of: into,
        outcome: "repaired".into(),
        adoption: None,
    };
    let mut kinds = road()[..1].to_vec();
    kinds.extend([
        answered.clone(),
        K::Merged { into },
        K::AnswerSeen,
        answered,
    ]);
    let follow_up = fold(steps(&kinds));
    assert!(!follow_up.answer_seen);
    assert_eq!(follow_up.state.answer().unwrap().outcome, "repaired");
    assert_eq!(
        follow_up.ineffective().count(),
        1,
        "not before it was merged"
    );
}

#[test]
fn what_an_observation_was_taken_into_is_news_even_when_it_is_closed() {
    let mut kinds = road();
    kinds.push(K::TakenUp {
        fruit: Fruit::Policy,
        title: "充电设施管理办法".into(),
    });
    let follow_up = fold(steps(&kinds));
    assert_eq!(follow_up.fruits.len(), 1);
    assert!(!follow_up.answer_seen);
}

/// From every stage, exactly these kinds take effect. The diagram of the trade, held against the code.
#[test]
fn the_diagram_holds_for_every_stage_and_every_step() {
    let a = || department("a");
    let into = CaseId::from_bytes([3; 16]);
    let all: Vec<(&str, K)> = vec![
        ("accept", K::Accepted),
        ("reject", K::Rejected { reason: "r".into() }),
        ("return", K::Returned { reason: "r".into() }),
        ("resubmit", K::Resubmitted),
        (
            "contact",
            K::Contacted {
                way: ContactWay::Phone,
                note: String::new(),
            },
        ),
        ("merge", K::Merged { into }),
        (
            "answer",
            K::Answered {
                of: into,
                outcome: "o".into(),
                adoption: None,
            },
        ),
        ("dispatch", dispatched("a")),
        (
            "reassign",
            K::Reassigned {
                department: department("b"),
                assisting: vec![],
                term: Term::Days(1),
                reason: "r".into(),
            },
        ),
        ("call", called("b")),
        (
            "release",
            K::AssistanceReleased {
                department: department("b"),
            },
        ),
        ("assist", assisted("b")),
        ("hand back", handed_back("a")),
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
                term: Term::Days(3),
                reason: "r".into(),
            },
        ),
        (
            "grant",
            K::ExtensionGranted {
                term: Term::Until(Timestamp::default()),
            },
        ),
        ("decline", K::ExtensionDeclined { reason: "r".into() }),
        ("report back", reported_back("a")),
        ("pass", check_passed()),
        ("fail", check_failed()),
        (
            "partly",
            K::PartlySolved {
                note: String::new(),
                photos: vec![],
                remaining: into,
            },
        ),
        (
            "mediate",
            K::MediationOpened {
                level: MediationLevel::Community,
            },
        ),
        (
            "pass up",
            K::PassedUp {
                to: Authority::District,
                reason: "r".into(),
            },
        ),
        (
            "take up",
            K::TakenUp {
                fruit: Fruit::Convention,
                title: "t".into(),
            },
        ),
        ("close", K::Closed),
        ("rate", rated()),
        ("see", K::AnswerSeen),
        (
            "reopen",
            K::Reopened {
                reason: "r".into(),
                photos: vec![],
            },
        ),
        (
            "remind",
            K::Reminded {
                clock: ClockKind::Handle,
                urgency: Urgency::Near,
            },
        ),
        ("unknown", K::Unknown),
    ];
    let mut suspended = road()[..4].to_vec();
    suspended.push(K::Suspended {
        department: a(),
        reason: "r".into(),
    });
    let rejected = vec![
        K::Reported {
            photos: vec![],
            follows: None,
        },
        K::Rejected { reason: "r".into() },
    ];
    let merged = vec![
        K::Reported {
            photos: vec![],
            follows: None,
        },
        K::Merged { into },
    ];
    let returned = vec![road()[0].clone(), K::Returned { reason: "r".into() }];
    let mut assisted_by_b = road()[..3].to_vec();
    assisted_by_b.push(called("b"));
    let expected: Vec<(Vec<K>, &str)> = vec![
        (
            road()[..1].to_vec(),
            "accept reject return contact merge pass up take up remind",
        ),
        (
            returned,
            "accept reject resubmit contact merge pass up take up remind",
        ),
        (
            road()[..2].to_vec(),
            "return contact merge dispatch pass up take up remind",
        ),
        (
            road()[..3].to_vec(),
            "contact reassign call hand back start ask grant mediate pass up take up remind",
        ),
        (
            assisted_by_b,
            "contact reassign release assist hand back start ask grant mediate pass up take up remind",
        ),
        (
            road()[..4].to_vec(),
            "contact reassign call suspend ask grant report back mediate pass up take up remind",
        ),
        (
            suspended,
            "contact reassign call resume ask grant mediate pass up take up remind",
        ),
        (
            road()[..5].to_vec(),
            "contact call pass fail partly pass up take up remind",
        ),
        (
            road()[..6].to_vec(),
            "contact call pass up take up close remind",
        ),
        (road()[..7].to_vec(), "take up rate see reopen"),
        (rejected, "see reopen"),
        (merged, "answer see reopen"),
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
        assert_eq!(taken.join(" "), allowed, "after {:?}", before.last());
    }
}
