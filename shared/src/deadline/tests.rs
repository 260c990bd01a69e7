//! Deadlines held against days that people have counted.

use super::*;
use crate::model::{Term, Timestamp};
use crate::workflow::{Clock, ClockKind, Turn};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn days(texts: &[&str]) -> Vec<Day> {
    texts.iter().map(|text| day(text)).collect()
}

/// `2026-02-13 16:00`, in Shanghai.
fn at(text: &str) -> Timestamp {
    let (date, time) = text.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes: i64 = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    day(date).at_minute(minutes)
}

/// Spring Festival and Labour Day of 2026, as they were published.
fn calendar() -> WorkingCalendar {
    let year = CalendarYear {
        year: 2026,
        source: "国办发明电〔2025〕7号".into(),
        off: days(&[
            "2026-01-01",
            "2026-01-02",
            "2026-02-16",
            "2026-02-17",
            "2026-02-18",
            "2026-02-19",
            "2026-02-20",
            "2026-02-23",
            "2026-05-01",
            "2026-05-04",
            "2026-05-05",
        ]),
        on: days(&["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09"]),
    };
    WorkingCalendar::new(9 * 60, 17 * 60 + 30, vec![year])
}

fn clock(since: &str, given: Option<Term>) -> Clock {
    Clock {
        kind: ClockKind::Handle,
        since: at(since),
        given,
        turns: Vec::new(),
    }
}

fn come_to(clock: &Clock) -> Due {
    let category = "lift".parse().unwrap();
    due(clock, &category, &DeadlineRules::default(), &calendar()).unwrap()
}

#[test]
fn the_first_day_does_not_count_and_the_last_ends_when_offices_close() {
    let due = come_to(&clock("2026-03-02 10:00", Some(Term::Days(5)))).due;
    assert_eq!(due, at("2026-03-09 17:30"));
    let due = come_to(&clock("2026-03-07 23:00", Some(Term::Days(1)))).due;
    assert_eq!(due, at("2026-03-09 17:30"), "a Saturday night");
}

#[test]
fn holidays_are_left_out_and_the_days_worked_in_their_stead_count() {
    let one = |since| come_to(&clock(since, Some(Term::Days(1)))).due;
    assert_eq!(
        one("2026-02-13 10:00"),
        at("2026-02-14 17:30"),
        "a worked Saturday"
    );
    assert_eq!(
        one("2026-02-14 10:00"),
        at("2026-02-24 17:30"),
        "over the festival"
    );
    let minutes = come_to(&clock("2026-02-14 17:00", Some(Term::Minutes(60)))).due;
    assert_eq!(minutes, at("2026-02-24 09:30"));
}

#[test]
fn what_is_not_given_the_rules_give_by_category() {
    let mut rules = DeadlineRules::default();
    let handle = rules
        .clocks
        .iter_mut()
        .find(|rule| rule.clock == ClockKind::Handle);
    let lift = "lift".parse().unwrap();
    let slow = Term::Days(15);
    handle
        .unwrap()
        .categories
        .insert("lift".parse().unwrap(), slow);
    let clock = clock("2026-03-02 10:00", None);
    let of = |category| due(&clock, &category, &rules, &calendar()).unwrap().due;
    assert_eq!(of(lift), at("2026-03-23 17:30"));
    assert_eq!(of("noise".parse().unwrap()), at("2026-03-09 17:30"));
    rules.clocks.clear();
    let none = due(&clock, &"lift".parse().unwrap(), &rules, &calendar());
    assert_eq!(none, None, "no rule, no deadline");
}

const fn pause(from: Timestamp, to: Option<Timestamp>) -> Turn {
    Turn::Pause { from, to }
}

#[test]
fn it_stands_still_while_suspended_and_goes_on_with_what_was_left() {
    let mut clock = clock("2026-03-02 10:00", Some(Term::Days(5)));
    clock.turns = vec![pause(at("2026-03-03 09:00"), None)];
    assert!(come_to(&clock).paused);
    clock.turns = vec![pause(at("2026-03-03 09:00"), Some(at("2026-03-05 09:00")))];
    let due = come_to(&clock);
    assert!(!due.paused);
    assert_eq!(due.due, at("2026-03-11 17:30"), "two working days later");
}

#[test]
fn more_time_is_counted_from_the_deadline_as_it_stands_or_names_the_day() {
    let mut clock = clock("2026-03-02 10:00", Some(Term::Days(5)));
    clock.turns = vec![Turn::More(Term::Days(3))];
    assert_eq!(come_to(&clock).due, at("2026-03-12 17:30"));
    let until = Turn::More(Term::Until(at("2026-03-31 12:00")));
    clock.turns.push(until);
    assert_eq!(come_to(&clock).due, at("2026-03-31 12:00"));
    // Four hours beyond Monday, half past five, is Tuesday at one; a working day after that ends on Wednesday.
    let four_hours = pause(at("2026-03-03 09:00"), Some(at("2026-03-03 13:00")));
    clock.turns = vec![four_hours, Turn::More(Term::Days(1))];
    assert_eq!(come_to(&clock).due, at("2026-03-11 17:30"));
    clock.turns.push(until);
    assert_eq!(
        come_to(&clock).due,
        at("2026-03-31 12:00"),
        "who names the day knows of the pause"
    );
}

#[test]
fn the_light_turns_at_four_fifths_of_the_working_time() {
    // From Monday nine o'clock to Friday half past five: five working days of eight and a half hours.
    let due = come_to(&clock("2026-03-02 09:00", Some(Term::Days(4))));
    assert_eq!(due.near, at("2026-03-05 17:30"));
    assert_eq!(due.light(at("2026-03-05 17:29")), Light::Green);
    assert_eq!(due.light(at("2026-03-05 17:30")), Light::Amber);
    assert_eq!(due.light(at("2026-03-06 17:30")), Light::Amber);
    assert_eq!(due.light(at("2026-03-06 17:31")), Light::Red);
}

#[test]
fn a_year_that_nobody_has_entered_is_said() {
    assert!(!come_to(&clock("2026-12-20 09:00", Some(Term::Days(1)))).provisional);
    assert!(come_to(&clock("2026-12-30 09:00", Some(Term::Days(5)))).provisional);
}

#[test]
fn only_days_that_there_are_can_be_read() {
    for text in [
        "2026-02-29",
        "2026-13-01",
        "2026-2-1",
        "26-02-01",
        "2026-02-01x",
        "",
        "0-0-0",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    assert_eq!(day("2024-02-29").civil(), (2024, 2, 29));
}

fn instants() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (
        at("2025-06-01 00:00").millis(),
        at("2027-06-01 00:00").millis(),
    );
    (first..last).prop_map(Timestamp::from_millis)
}

proptest! {
    /// What is counted forward is counted back.
    #[test]
    fn so_much_work_after_an_instant_lies_between(from in instants(), work in 0_i64..2_000_000_000) {
        let calendar = calendar();
        prop_assert_eq!(calendar.between(from, calendar.after(from, work)), work);
    }

    /// Minute by minute, the slow way.
    #[test]
    fn working_time_is_the_minutes_that_are_worked(from in instants(), minutes in 0_i64..20_000) {
        let calendar = calendar();
        let from = Timestamp::from_millis(from.millis().div_euclid(60_000) * 60_000);
        let minute = |n: i64| Timestamp::from_millis(from.millis() + n * 60_000);
        let is_worked = |at: Timestamp| {
            let day = Day::of(at);
            let of_day = at.since(day.at_minute(0)) / 60_000;
            calendar.is_worked(day) && (9 * 60..17 * 60 + 30).contains(&of_day)
        };
        let slow = (0..minutes).filter(|n| is_worked(minute(*n))).count();
        let fast = calendar.between(from, minute(minutes)) / 60_000;
        prop_assert_eq!(fast, i64::try_from(slow).unwrap());
    }

    #[test]
    fn a_day_reads_as_it_is_written(number in -1_000_000_i64..1_000_000) {
        let day = Day::from_civil(1970, 1, 1).plus(number);
        let (year, month, of_month) = day.civil();
        prop_assert_eq!(Day::from_civil(year, month, of_month), day);
        if (0..=9_999).contains(&year) {
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }
    }

    /// More time is never less.
    #[test]
    fn a_longer_term_ends_later(since in instants(), days in 1_u16..60) {
        let calendar = calendar();
        prop_assert!(calendar.days_after(since, days) < calendar.days_after(since, days + 1));
    }
}
