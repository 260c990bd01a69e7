//! Whether every text and value of a change is one that a form would have let through.

use gridloop_shared::command::{check_field, check_step};
use gridloop_shared::crdt::Received;
use gridloop_shared::model::{Case, FieldName, Photo, Source, Term, Timestamp};
use gridloop_shared::sync::Code;
use gridloop_shared::workflow::StepKind;

/// A deadline is at most so far from the arrival of its act, before or after it: ten years.
const FURTHEST_DEADLINE_HOURS: i64 = 10 * 366 * 24;
/// The end of the year 9999, in milliseconds since 1970. Beyond it the dates of ISO 8601 have more digits, and those of browsers end.
const END_OF_DATES: i64 = 253_402_300_799_999;

/// Fields, texts, photos and instants within their limits. `arrives` is when the change does.
pub fn check(received: &Received, arrives: Timestamp) -> Result<(), Code> {
    let writes = &received.writes;
    let fields = writes
        .fields
        .iter()
        .all(|(field, value)| check_field(*field, value).is_ok());
    let kind = &writes.step.kind;
    let sound = fields
        && step(kind)
        && says_something(received)
        && can_be_shown(writes.step.at)
        && kind.term().is_none_or(|term| is_meant(term, arrives));
    if sound { Ok(()) } else { Err(Code::Invalid) }
}

/// What only the case itself tells: what becomes of a suggestion is said when an observation is answered, and at no other time; only an
/// observation is passed up or taken into something; and no case goes on in itself.
pub fn check_of(case: &Case, received: &Received) -> Result<(), Code> {
    let observed = case.source == Source::Observation;
    let kind = &received.writes.step.kind;
    let suits = match kind {
        StepKind::ReportedBack { adoption, .. } => adoption.is_some() == observed,
        StepKind::PassedUp { .. } | StepKind::TakenUp { .. } => observed,
        _ => kind.other_case() != Some(case.id),
    };
    if suits { Ok(()) } else { Err(Code::Invalid) }
}

fn step(kind: &StepKind) -> bool {
    let mut photos = kind.photos().iter();
    let small = photos.all(|photo| photo.size <= Photo::MOST_BYTES && can_be_shown(photo.taken_at));
    small && check_step(kind).is_ok()
}

/// Whether a page can show the instant. A phone's clock may be wrong by any number of years, and its work is taken all the same.
fn can_be_shown(at: Timestamp) -> bool {
    (0..=END_OF_DATES).contains(&at.millis())
}

/// Whether an instant that a step names as a deadline is one that somebody can have meant.
fn is_meant(term: Term, arrives: Timestamp) -> bool {
    match term {
        Term::Until(due) => is_near(due, arrives),
        Term::Days(_) | Term::Minutes(_) => true,
    }
}

fn is_near(due: Timestamp, arrives: Timestamp) -> bool {
    let earliest = arrives.plus_hours(-FURTHEST_DEADLINE_HOURS);
    (earliest..=arrives.plus_hours(FURTHEST_DEADLINE_HOURS)).contains(&due)
}

/// A report has a description or a photo.
fn says_something(received: &Received) -> bool {
    received.founds.is_none()
        || !received.writes.step.kind.photos().is_empty()
        || received
            .writes
            .fields
            .iter()
            .any(|(field, value)| *field == FieldName::Description && !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_within_ten_years_of_its_arrival() {
        let arrives = Timestamp::from_millis(1_790_000_000_000);
        let near = |hours| is_near(arrives.plus_hours(hours), arrives);
        assert!(near(0) && near(-24) && near(9 * 366 * 24));
        assert!(!near(11 * 366 * 24) && !near(-11 * 366 * 24));
        for due in [i64::MIN, 0, i64::MAX] {
            assert!(!is_near(Timestamp::from_millis(due), arrives), "{due}");
        }
    }

    #[test]
    fn an_instant_that_no_page_can_show_is_none() {
        let shown = |at| can_be_shown(Timestamp::from_millis(at));
        assert!(shown(0) && shown(1_790_000_000_000) && shown(END_OF_DATES));
        assert!(!shown(-1) && !shown(END_OF_DATES + 1) && !shown(i64::MIN) && !shown(i64::MAX));
    }
}
