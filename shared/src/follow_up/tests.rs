//! What is planned, when, and that it is planned once.

use super::*;
use crate::command::{Act, Command, Report, decide, decide_report};
use crate::crdt::CaseDocument;
use crate::deadline::{Day, DeadlineRules, WorkingCalendar};
use crate::model::{Case, CaseId, Directory, Name, Source, Term};
use crate::workflow::{ClockKind, Clocks, Urgency};

/// So many hours after Monday, 2 March 2026, nine o'clock.
fn hour(hours: i64) -> Timestamp {
    Day::from_civil(2026, 3, 2).at_minute(9 * 60 + hours * 60)
}

fn directory() -> Directory {
    let name = Name {
        zh: "街道".into(),
        en: "Subdistrict".into(),
    };
    Directory {
        version: 1,
        subdistrict: "s".parse().unwrap(),
        name,
        communities: vec![],
        grids: vec![],
        departments: vec![],
        observation_points: vec![],
        categories: vec![],
        people: vec![],
        calendar: WorkingCalendar::default(),
        deadlines: DeadlineRules::default(),
    }
}

const fn office(directory: &Directory, following: Timestamp) -> Office<'_> {
    Office {
        directory,
        following,
        secret: SECRET,
    }
}

const SECRET: &[u8] = b"known to the server alone";

fn server() -> Principal {
    system("s".parse().unwrap(), DeviceId::from_bytes([9; 16])).unwrap()
}

fn supervisor() -> Principal {
    Principal {
        person: "boss".parse().unwrap(),
        device: DeviceId::from_bytes([1; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant {
            role: Role::Supervisor,
            scope: Scope::Subdistrict,
        }],
    }
}

/// A case on its road.
struct Road {
    id: CaseId,
    document: CaseDocument,
    acts: u8,
}

impl Road {
    fn new(n: u8, source: Source) -> Self {
        let mut road = Self {
            id: CaseId::from_bytes([n; 16]),
            document: CaseDocument::default(),
            acts: 0,
        };
        let report = Report {
            source,
            category: "lift".parse().unwrap(),
            area: "c1/c1-g1".parse().unwrap(),
            address: String::new(),
            position: None,
            description: "困人".into(),
            photos: vec![],
            follows: None,
        };
        let act = road.act(hour(0), Command::Report(report.clone()));
        let writes = decide_report(&supervisor(), &act, &report).unwrap();
        road.document
            .write(&supervisor(), 0, road.id, &writes)
            .unwrap();
        road
    }

    fn act(&mut self, at: Timestamp, command: Command) -> Act {
        self.acts += 1;
        Act {
            id: CommandId::new(at, [self.acts; 10]),
            case: self.id,
            at,
            command,
        }
    }

    fn case(&self) -> Case {
        self.document.case().unwrap()
    }

    fn goes(&mut self, at: Timestamp, command: Command) -> &mut Self {
        let act = self.act(at, command);
        self.does(&supervisor(), &act);
        self
    }

    fn does(&mut self, who: &Principal, act: &Act) {
        let writes = decide(who, &self.case(), act).unwrap();
        self.document.write(who, 0, self.id, &writes).unwrap();
    }

    fn plan(&self, now: Timestamp) -> Plan {
        let case = self.case();
        let clocks = Clocks::of(&case.follow_up, |step| step.at);
        plan(&case, &clocks, office(&directory(), hour(-1_000)), now)
    }

    /// Is told what became of the case that it was merged into, if there is news of it.
    fn is_told(&mut self, target: &Self, at: Timestamp) -> bool {
        let news = answer_for(&self.case(), &target.case(), SECRET);
        let Some((id, command)) = news else {
            return false;
        };
        let act = Act {
            id,
            case: self.id,
            at,
            command,
        };
        self.does(&server(), &act);
        true
    }

    /// Does what is planned, as the server.
    fn is_looked_at(&mut self, now: Timestamp) -> Vec<Command> {
        let acts = self.plan(now).acts;
        for (id, command) in &acts {
            let act = Act {
                id: *id,
                case: self.id,
                at: now,
                command: command.clone(),
            };
            self.does(&server(), &act);
        }
        acts.into_iter().map(|(_, command)| command).collect()
    }
}

fn remind(clock: ClockKind, urgency: Urgency) -> Command {
    Command::Remind { clock, urgency }
}

fn dispatched() -> Road {
    let mut road = Road::new(1, Source::Patrol);
    road.goes(hour(1), Command::Accept);
    road.goes(
        hour(2),
        Command::Dispatch {
            department: "a".parse().unwrap(),
            assisting: vec![],
            term: Term::Days(5),
        },
    );
    road
}

#[test]
fn a_deadline_is_spoken_of_when_it_is_near_when_it_is_over_and_when_nobody_has_seen_to_it() {
    let mut road = dispatched();
    let (mut said, mut now) = (Vec::new(), hour(2));
    // From look to look, as the plans say.
    while let Some(next) = road.plan(now).look_at {
        now = next;
        said.extend(road.is_looked_at(now));
        assert_eq!(road.is_looked_at(now), [], "once");
    }
    let expected = [
        remind(ClockKind::Start, Urgency::Near),
        remind(ClockKind::Start, Urgency::Over),
        remind(ClockKind::Start, Urgency::Escalated),
        remind(ClockKind::Handle, Urgency::Near),
        remind(ClockKind::Handle, Urgency::Over),
        remind(ClockKind::Handle, Urgency::Escalated),
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_was_missed_is_said_once_and_at_its_worst() {
    let mut road = dispatched();
    let later = hour(24 * 60);
    let said = road.is_looked_at(later);
    let worst = |clock| remind(clock, Urgency::Escalated);
    assert_eq!(said, [worst(ClockKind::Handle), worst(ClockKind::Start)]);
    assert_eq!(road.plan(later), Plan::default());
}

#[test]
fn more_time_is_a_new_deadline_and_a_pause_is_none() {
    let mut road = dispatched();
    road.goes(
        hour(3),
        Command::GrantExtension {
            term: Term::Days(3),
        },
    );
    let over = hour(24 * 40);
    assert_eq!(road.is_looked_at(over).len(), 2);
    road.goes(
        over,
        Command::GrantExtension {
            term: Term::Days(40),
        },
    );
    assert_eq!(road.plan(over).acts, []);
    assert!(road.plan(over).look_at > Some(over), "it begins anew");
}

#[test]
fn only_those_who_are_no_staff_wait_for_a_first_contact() {
    let kinds = |source| {
        let mut road = Road::new(1, source);
        let said = road.is_looked_at(hour(24 * 30));
        let clocks = said.into_iter().map(|command| match command {
            Command::Remind { clock, .. } => clock,
            _ => unreachable!(),
        });
        clocks.collect::<Vec<_>>()
    };
    assert_eq!(kinds(Source::Patrol), [ClockKind::Accept]);
    assert_eq!(
        kinds(Source::Hotline),
        [ClockKind::Accept, ClockKind::Contact]
    );
}

#[test]
fn what_was_over_before_the_server_began_to_look_is_left_alone() {
    let road = dispatched();
    let case = road.case();
    let clocks = Clocks::of(&case.follow_up, |step| step.at);
    let began = hour(24 * 60);
    let directory = directory();
    let plan = plan(&case, &clocks, office(&directory, began), began);
    assert_eq!(plan, Plan::default());
}

#[test]
fn whoever_reported_the_same_is_answered_once_for_each_answer() {
    let mut target = Road::new(1, Source::Hotline);
    let mut merged = Road::new(2, Source::Hotline);
    merged.goes(hour(1), Command::Merge { into: target.id });
    assert_eq!(answer_for(&merged.case(), &target.case(), SECRET), None);
    let reason = "同一件已在处理".to_owned();
    target.goes(
        hour(2),
        Command::Reject {
            reason: reason.clone(),
        },
    );

    let (_, command) = answer_for(&merged.case(), &target.case(), SECRET).unwrap();
    let expected = Command::Answer {
        of: target.id,
        outcome: reason,
        adoption: None,
    };
    assert_eq!(command, expected);
    assert!(merged.is_told(&target, hour(3)));
    assert_eq!(
        answer_for(&merged.case(), &target.case(), SECRET),
        None,
        "told"
    );
    assert!(!merged.case().follow_up.answer_seen);

    let reopen = Command::Reopen {
        reason: "又坏了".into(),
        photos: vec![],
    };
    target.goes(hour(4), reopen);
    assert_eq!(answer_for(&merged.case(), &target.case(), SECRET), None);
    target.goes(hour(5), Command::Merge { into: merged.id });
    assert_eq!(
        answer_for(&merged.case(), &target.case(), SECRET),
        None,
        "in a circle there is none"
    );
}

#[test]
fn nobody_else_can_name_what_the_server_does() {
    let road = dispatched();
    let case = road.case();
    let clocks = Clocks::of(&case.follow_up, |step| step.at);
    let directory = directory();
    let other = Office {
        secret: b"a guess",
        ..office(&directory, hour(-1_000))
    };
    let over = hour(24 * 60);
    let named = plan(&case, &clocks, other, over).acts;
    assert_ne!(named[0].0, road.plan(over).acts[0].0);
}

#[test]
fn cases_that_were_merged_in_a_circle_do_not_answer_one_another_for_ever() {
    let (mut one, mut other) = (Road::new(1, Source::Hotline), Road::new(2, Source::Hotline));
    let reason = "已在处理".to_owned();
    one.goes(hour(1), Command::Merge { into: other.id });
    other.goes(hour(2), Command::Reject { reason });
    assert!(one.is_told(&other, hour(3)));
    let reopen = Command::Reopen {
        reason: "r".into(),
        photos: vec![],
    };
    other.goes(hour(4), reopen);
    other.goes(hour(5), Command::Merge { into: one.id });
    assert!(other.is_told(&one, hour(6)));
    for round in 7..15 {
        assert!(!one.is_told(&other, hour(round)));
        assert!(!other.is_told(&one, hour(round)));
    }
}
