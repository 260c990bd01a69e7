//! The road of a case, walked and strayed from.

#[path = "diagram_tests.rs"]
mod diagram;

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
