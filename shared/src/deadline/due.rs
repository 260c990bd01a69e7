//! What a clock comes to.

use super::{Day, DeadlineRules, WorkingCalendar};
use crate::model::{CategoryId, Term, Timestamp};
use crate::workflow::Clock;

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
    let term = match clock.given {
        Some(term) => term,
        None => rules.term(clock.kind, category)?,
    };
    let since = clock.since;
    let first = end(calendar, since, term);
    let granted = clock
        .more
        .iter()
        .fold(first, |due, more| end(calendar, due, *more));
    let stood = clock
        .pauses
        .iter()
        .filter_map(|pause| Some((pause.from, pause.to?)))
        .fold(0_i64, |sum, (from, to)| {
            sum.saturating_add(calendar.between(from, to))
        });
    let whole = calendar.between(since, granted);
    let near = calendar.after(since, (whole / 5).saturating_mul(4).saturating_add(stood));
    let due = later(calendar, granted, stood);
    Some(Due {
        since,
        near: near.min(due),
        due,
        paused: clock.is_paused(),
        provisional: !calendar.knows(Day::of(due)),
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
