//! Which deadline is to be spoken of now, and when to look again.

use super::because;
use crate::command::Command;
use crate::json::word;
use crate::model::{Case, CommandId, Directory, Timestamp};
use crate::workflow::{Clock, Clocks, Urgency};

/// What is to be done about the deadlines of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What is to be done now, each under the identifier that it always has.
    pub acts: Vec<(CommandId, Command)>,
    /// When there will be something to do if nothing else happens.
    pub look_at: Option<Timestamp>,
}

/// What a plan is made by.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    /// Rules and calendar.
    pub directory: &'a Directory,
    /// Nothing is said of what was over before that, when the server began to look: a database that is taken over would otherwise remind
    /// of all its past.
    pub following: Timestamp,
    /// Known to the server alone, so that nobody else can name its acts.
    pub secret: &'a [u8],
}

/// Plans for a case.
#[must_use]
pub fn plan(case: &Case, clocks: &Clocks, office: Office<'_>, now: Timestamp) -> Plan {
    let contact = clocks.contact.as_ref();
    let contact = contact.filter(|_| office.directory.deadlines.contacted.contains(&case.source));
    let running = [clocks.stage.as_ref(), clocks.start.as_ref(), contact];
    let mut plan = Plan::default();
    for clock in running.into_iter().flatten() {
        of_clock(&mut plan, case, clock, office, now);
    }
    plan
}

fn of_clock(plan: &mut Plan, case: &Case, clock: &Clock, office: Office<'_>, now: Timestamp) {
    let directory = office.directory;
    let due = directory.due(clock, case.category.value());
    let Some(due) = due.filter(|due| !due.paused) else {
        return;
    };
    let late = directory.after(due.due, directory.deadlines.escalated);
    let near = clock
        .kind
        .is_of_department()
        .then_some((Urgency::Near, due.near));
    let moments = [
        near,
        Some((Urgency::Over, due.due)),
        Some((Urgency::Escalated, late)),
    ];
    let moments = moments.into_iter().flatten();
    let next = moments
        .clone()
        .map(|(_, at)| at)
        .filter(|at| *at > now)
        .min();
    plan.look_at = [plan.look_at, next].into_iter().flatten().min();

    let mut passed = moments.filter(|(_, at)| *at <= now && *at >= office.following);
    let named = |(urgency, at): (Urgency, Timestamp)| {
        let (kind, how) = (word(&clock.kind), word(&urgency));
        let reasons: [&[u8]; 5] = [
            case.id.as_bytes(),
            kind.as_bytes(),
            &clock.since.millis().to_be_bytes(),
            &due.due.millis().to_be_bytes(),
            how.as_bytes(),
        ];
        (because(office.secret, at, &reasons), urgency)
    };
    // What is over need not be said to be nearly over.
    let Some((id, urgency)) = passed.next_back().map(named) else {
        return;
    };
    let done = case
        .follow_up
        .entries
        .iter()
        .any(|entry| entry.step.id == id);
    if !done {
        let kind = clock.kind;
        plan.acts.push((
            id,
            Command::Remind {
                clock: kind,
                urgency,
            },
        ));
    }
}
