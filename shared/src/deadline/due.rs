//! What a clock comes to.

use super::{Day, DeadlineRules, WorkingCalendar};
use crate::model::{CategoryId, Term, Timestamp};
use crate::workflow::{Clock, Turn};

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// When the light turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// In time.
    Green,
    /// Four fifths of the time are used.
    Amber,
    /// Over.
    Red,
}

/// What a clock comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Since when.
    pub since: Timestamp,
    /// When four fifths of the working time will be used.
    pub near: Timestamp,
    /// When it will be over.
    pub due: Timestamp,
    /// It stands still: these are what they were when it stopped.
    pub paused: bool,
    /// It runs into a year of which the holidays are not known.
    pub provisional: bool,
}

impl Due {
    /// How it stands.
    #[must_use]
    pub fn light(&self, now: Timestamp) -> Light {
        if now > self.due {
            Light::Red
        } else if now >= self.near {
            Light::Amber
        } else {
            Light::Green
        }
    }
}

/// What a clock comes to by rules and calendar; nothing when there is no deadline for what it waits for.
#[must_use]
pub fn due(
    clock: &Clock,
    category: &CategoryId,
    rules: &DeadlineRules,
    calendar: &WorkingCalendar,
) -> Option<Due> {
    let since = clock.since;
    let due = end_of(clock, category, rules, calendar)?;
    let whole = calendar
        .between(since, due)
        .saturating_sub(stood(clock, calendar));
    // So that a fifth is left.
    let near = calendar.after(
        since,
        calendar.between(since, due).saturating_sub(whole / 5),
    );
    Some(Due {
        since,
        near: near.min(due),
        due,
        paused: clock.is_paused(),
        provisional: !calendar.knows(Day::of(due)),
    })
}

/// The deadline alone, for sorting and counting: none while the clock stands still.
#[must_use]
pub fn due_at(
    clock: &Clock,
    category: &CategoryId,
    rules: &DeadlineRules,
    calendar: &WorkingCalendar,
) -> Option<Timestamp> {
    if clock.is_paused() {
        return None;
    }
    end_of(clock, category, rules, calendar)
}

/// The deadline: what was given, moved by all that has happened since, in order.
fn end_of(
    clock: &Clock,
    category: &CategoryId,
    rules: &DeadlineRules,
    calendar: &WorkingCalendar,
) -> Option<Timestamp> {
    let term = match clock.given {
        Some(term) => term,
        None => rules.term(clock.kind, category)?,
    };
    let first = end(calendar, clock.since, term);
    let moved = |due, turn: &Turn| match turn {
        Turn::More(term) => end(calendar, due, *term),
        Turn::Pause { from, to: Some(to) } => later(calendar, due, calendar.between(*from, *to)),
        Turn::Pause { to: None, .. } => due,
    };
    Some(clock.turns.iter().fold(first, moved))
}

/// For how much working time the clock has stood still.
fn stood(clock: &Clock, calendar: &WorkingCalendar) -> i64 {
    let pauses = clock.turns.iter().filter_map(|turn| match turn {
        Turn::Pause { from, to } => Some((*from, (*to)?)),
        Turn::More(_) => None,
    });
    pauses.fold(0, |sum, (from, to)| {
        sum.saturating_add(calendar.between(from, to))
    })
}

/// When a term that begins at an instant ends.
#[must_use]
pub fn end(calendar: &WorkingCalendar, from: Timestamp, term: Term) -> Timestamp {
    match term {
        Term::Days(days) => calendar.days_after(from, days),
        Term::Minutes(minutes) => calendar.after(from, i64::from(minutes).saturating_mul(MINUTE)),
        Term::Until(due) => due,
    }
}

/// So much working time later.
fn later(calendar: &WorkingCalendar, due: Timestamp, stood: i64) -> Timestamp {
    if stood > 0 {
        calendar.after(due, stood)
    } else {
        due
    }
}
