//! The cases: the first sixty show everything, all others keep to the workflow, the places and the clock.

#![allow(clippy::expect_used, reason = "helpers of tests may stop the test")]

use std::collections::{BTreeMap, BTreeSet};

use gridloop_demo::{Demo, DemoCase, DemoState, DemoStepKind, Position, Rating, Role, Source};

const DAY: i64 = 86_400_000;
/// Friday 2024-03-29 17:00, Saturday noon and Monday 08:30 in China: at work, at the weekend, before work.
const NOWS: [i64; 3] = [1_711_702_800_000, 1_711_771_200_000, 1_711_931_400_000];

fn demo() -> Demo {
    Demo::load().expect("the embedded data load")
}

fn id<'a>(demo: &'a Demo, user: &str) -> &'a str {
    &demo
        .people
        .iter()
        .find(|p| p.user == user)
        .expect("a demo account")
        .id
}

fn has(case: &DemoCase, matching: impl Fn(&DemoStepKind) -> bool) -> bool {
    case.steps.iter().any(|step| matching(&step.kind))
}

/// The state, with what the sixty must also show.
fn face(case: &DemoCase) -> String {
    let rating = case.steps.iter().find_map(|step| match step.kind {
        DemoStepKind::Rated { rating, .. } => Some(rating),
        _ => None,
    });
    let more = match (
        case.state(),
        rating,
        case.steps.last().map(|step| &step.kind),
    ) {
        (DemoState::Closed, Some(rating), _) => format!(" {rating:?}"),
        (DemoState::Closed | DemoState::Rejected, None, Some(DemoStepKind::AnswerSeen)) => {
            " seen".to_owned()
        }
        (DemoState::Accepted, _, Some(DemoStepKind::HandedBack { .. })) => {
            " after hand-back".to_owned()
        }
        (DemoState::Handling, _, Some(DemoStepKind::CheckFailed { .. })) => {
            " after failed check".to_owned()
        }
        _ => String::new(),
    };
    format!("{:?}{more}", case.state())
}

/// Share of the term from the last dispatch to its deadline that is gone, by the clock on the wall.
fn used(case: &DemoCase, now: i64) -> Option<f64> {
    let due = case.due_ms()?;
    let sent = case
        .steps
        .iter()
        .rev()
        .find(|s| matches!(s.kind, DemoStepKind::Dispatched { .. }))?
        .at_ms;
    let whole = i32::try_from((due - sent) / 1000).ok()?;
    Some(f64::from(i32::try_from((now - sent) / 1000).ok()?) / f64::from(whole))
}

#[test]
fn the_first_sixty_show_every_state() {
    let demo = demo();
    for now in NOWS {
        let faces: BTreeSet<String> = demo.cases(60, now).map(|case| face(&case)).collect();
        let expected = [
            "Reported",
            "Rejected",
            "Rejected seen",
            "Accepted",
            "Accepted after hand-back",
            "Dispatched",
            "Handling",
            "Handling after failed check",
            "Handled",
            "Checked",
            "Closed",
            "Closed seen",
            "Closed Satisfied",
            "Closed Partly",
            "Closed Not",
        ];
        assert_eq!(faces, expected.map(str::to_owned).into());
    }
}

#[test]
fn some_of_the_first_sixty_are_nearly_due_and_some_overdue() {
    let demo = demo();
    for now in NOWS {
        let shares: Vec<f64> = demo
            .cases(60, now)
            .filter_map(|case| used(&case, now))
            .collect();
        assert!(
            shares.iter().filter(|share| **share > 1.0).count() >= 4,
            "{shares:?}"
        );
        assert!(
            shares
                .iter()
                .filter(|share| (0.55..=1.0).contains(*share))
                .count()
                >= 6,
            "{shares:?}"
        );
        assert!(
            shares.iter().filter(|share| **share < 0.55).count() >= 3,
            "{shares:?}"
        );
    }
}

#[test]
fn every_memorable_account_has_work_waiting() {
    let demo = demo();
    let cases: Vec<DemoCase> = demo.cases(60, NOWS[0]).collect();
    for user in ["wangge", "juwei", "guancha"] {
        let own: Vec<&DemoCase> = cases
            .iter()
            .filter(|case| case.reporter == id(&demo, user))
            .collect();
        let states: BTreeSet<DemoState> = own.iter().map(|case| case.state()).collect();
        assert!(states.len() >= 4, "{user}: {states:?}");
        let faces: BTreeSet<String> = own.iter().map(|case| face(case)).collect();
        assert!(
            faces.contains("Closed") && faces.contains("Closed seen"),
            "{user}: {faces:?}"
        );
    }
    for user in ["zhifa", "wuguan"] {
        let person = demo.person(id(&demo, user)).expect("account");
        let waiting = cases.iter().filter(|case| {
            matches!(case.state(), DemoState::Dispatched | DemoState::Handling)
                && case.steps.iter().rev().any(|step| {
                    matches!(&step.kind, DemoStepKind::Dispatched { department, .. } if person.handles(department))
                })
        });
        assert!(waiting.count() >= 3, "{user}");
        let acted = cases
            .iter()
            .filter(|case| case.steps.iter().any(|step| step.actor == person.id));
        assert!(acted.count() >= 4, "{user}");
    }
}

#[test]
fn the_same_question_gets_the_same_answer_whatever_the_number() {
    let demo = demo();
    let few: Vec<DemoCase> = demo.cases(300, NOWS[0]).collect();
    assert_eq!(few.len(), 300);
    assert_eq!(few, self::demo().cases(300, NOWS[0]).collect::<Vec<_>>());
    assert_eq!(
        few,
        demo.cases(3_000, NOWS[0]).take(300).collect::<Vec<_>>()
    );
    assert_ne!(few, demo.cases(300, NOWS[1]).collect::<Vec<_>>());
    assert_eq!(demo.cases(0, NOWS[0]).count(), 0);
    assert_eq!(demo.cases(20, NOWS[0]).count(), 20);
}

#[test]
fn cases_lie_in_their_grid() {
    let demo = demo();
    for case in demo.cases(5_000, NOWS[0]) {
        let community = demo.community(&case.community).expect("community");
        let grid = community
            .grids
            .iter()
            .find(|g| g.id == case.grid)
            .expect("grid of the community");
        let at = Position {
            lat: case.position.lat,
            lon: case.position.lon,
        };
        assert!(grid.polygon.contains(at), "{} at {at:?}", grid.id);
        assert!((4.0..=35.0).contains(&case.position.accuracy_m));
    }
}

#[test]
fn time_goes_forward_and_ends_before_now() {
    let demo = demo();
    for now in NOWS {
        for case in demo.cases(2_000, now) {
            assert!(
                (now - 140 * DAY..=now).contains(&case.reported_at_ms),
                "{case:?}"
            );
            let times: Vec<i64> = case.steps.iter().map(|step| step.at_ms).collect();
            assert!(
                times
                    .first()
                    .is_none_or(|first| *first > case.reported_at_ms),
                "{case:?}"
            );
            assert!(times.is_sorted_by(|a, b| a < b), "{case:?}");
            assert!(times.last().is_none_or(|last| *last < now), "{case:?}");
        }
    }
}

#[test]
fn each_step_is_taken_by_someone_who_may() {
    let demo = demo();
    for case in demo.cases(5_000, NOWS[0]) {
        let mut department = None;
        for step in &case.steps {
            let actor = demo.person(&step.actor).expect("actor");
            let allowed = match &step.kind {
                DemoStepKind::Accepted | DemoStepKind::Rejected { .. } | DemoStepKind::Closed => {
                    actor.is(Role::Supervisor)
                        && (case.source != Source::Observation || actor.handles("judicial"))
                }
                DemoStepKind::Dispatched {
                    department: to,
                    due_ms,
                } => {
                    department = Some(to.clone());
                    actor.is(Role::Supervisor) && *due_ms > step.at_ms
                }
                DemoStepKind::HandedBack { suggested, .. } => department
                    .as_ref()
                    .is_some_and(|d| actor.handles(d) && d != suggested),
                DemoStepKind::Started | DemoStepKind::ReportedBack { .. } => {
                    department.as_ref().is_some_and(|d| actor.handles(d))
                }
                DemoStepKind::CheckPassed { .. } | DemoStepKind::CheckFailed { .. } => {
                    actor.walks(&case.grid)
                }
                DemoStepKind::Rated { .. } | DemoStepKind::AnswerSeen => actor.id == case.reporter,
            };
            assert!(allowed, "{} may not: {step:?}", actor.user);
        }
        let reporter = demo.person(&case.reporter).expect("reporter");
        assert_eq!(
            case.observation_point.is_some(),
            case.source == Source::Observation
        );
        assert!(match case.source {
            Source::Patrol => reporter.walks(&case.grid),
            Source::Observation => reporter.is(Role::Observer),
            Source::Visit => reporter.is(Role::Committee),
            Source::Hotline | Source::Enterprise => reporter.is(Role::Supervisor),
        });
    }
}

#[test]
fn steps_follow_the_workflow() {
    let demo = demo();
    for case in demo.cases(5_000, NOWS[0]) {
        let mut state = DemoState::Reported;
        for (n, step) in case.steps.iter().enumerate() {
            let before = state;
            state = DemoCase {
                steps: case.steps[..=n].to_vec(),
                ..case.clone()
            }
            .state();
            let legal = match &step.kind {
                DemoStepKind::Accepted | DemoStepKind::Rejected { .. } => {
                    before == DemoState::Reported
                }
                DemoStepKind::Dispatched { .. } => before == DemoState::Accepted,
                DemoStepKind::HandedBack { .. } | DemoStepKind::Started => {
                    before == DemoState::Dispatched
                }
                DemoStepKind::ReportedBack { .. } => before == DemoState::Handling,
                DemoStepKind::CheckPassed { .. } | DemoStepKind::CheckFailed { .. } => {
                    before == DemoState::Handled
                }
                DemoStepKind::Closed => before == DemoState::Checked,
                DemoStepKind::Rated { .. } => before == DemoState::Closed,
                DemoStepKind::AnswerSeen => {
                    matches!(before, DemoState::Closed | DemoState::Rejected)
                }
            };
            assert!(legal, "{before:?} does not allow {step:?}");
        }
    }
}

#[test]
fn observations_are_answered_with_a_decision_and_nothing_else_is() {
    let demo = demo();
    for case in demo.cases(5_000, NOWS[0]) {
        for step in &case.steps {
            if let DemoStepKind::ReportedBack {
                decision, outcome, ..
            } = &step.kind
            {
                assert_eq!(
                    decision.is_some(),
                    case.source == Source::Observation,
                    "{case:?}"
                );
                assert!(!outcome.is_empty());
            }
        }
    }
}

#[test]
fn many_cases_vary_and_spread() {
    let demo = demo();
    let cases: Vec<DemoCase> = demo.cases(20_000, NOWS[0]).collect();
    assert_eq!(cases.len(), 20_000);
    let distinct =
        |text: fn(&DemoCase) -> &str| cases.iter().map(text).collect::<BTreeSet<_>>().len();
    assert!(distinct(|case| &case.address) > 15_000);
    assert!(distinct(|case| &case.description) > 15_000);
    assert!(
        cases.iter().all(
            |case| !case.description.contains(['{', '}']) && !case.address.contains(['{', '}'])
        )
    );
    let mut communities = BTreeMap::<&str, usize>::new();
    for case in &cases {
        *communities.entry(&case.community).or_default() += 1;
    }
    assert_eq!(communities.len(), 22);
    assert!(
        communities
            .values()
            .all(|count| (400..3_000).contains(count)),
        "{communities:?}"
    );
    let open = |young: bool| {
        let of_age: Vec<_> = cases
            .iter()
            .filter(|c| (NOWS[0] - c.reported_at_ms < 10 * DAY) == young)
            .collect();
        let open = of_age
            .iter()
            .filter(|c| !matches!(c.state(), DemoState::Closed | DemoState::Rejected))
            .count();
        (open * 100)
            .checked_div(of_age.len())
            .expect("cases of both ages")
    };
    assert!(
        open(true) > 25 && open(false) < 15,
        "{} % and {} %",
        open(true),
        open(false)
    );
}

#[test]
fn ratings_of_all_kinds_hand_backs_and_failed_checks_occur() {
    let demo = demo();
    let cases: Vec<DemoCase> = demo.cases(3_000, NOWS[0]).collect();
    let count = |matching: fn(&DemoStepKind) -> bool| {
        cases.iter().filter(|case| has(case, matching)).count()
    };
    assert!(
        count(|kind| matches!(
            kind,
            DemoStepKind::Rated {
                rating: Rating::Satisfied,
                ..
            }
        )) > 500
    );
    assert!(
        count(|kind| matches!(
            kind,
            DemoStepKind::Rated {
                rating: Rating::Not,
                ..
            }
        )) > 50
    );
    assert!(count(|kind| matches!(kind, DemoStepKind::HandedBack { .. })) > 50);
    assert!(count(|kind| matches!(kind, DemoStepKind::CheckFailed { .. })) > 50);
    assert!(count(|kind| matches!(kind, DemoStepKind::Rejected { .. })) > 50);
    assert!(
        cases
            .iter()
            .any(|case| case.description.chars().count() > 300)
    );
}
