//! The working calendar: weekdays, but for the statutory holidays and the days that are worked in their stead.
//!
//! The General Office of the State Council publishes both for each year, mostly in the November before it.

use serde::{Deserialize, Serialize};

use super::Day;
use crate::model::Timestamp;

/// What was published for one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// The year.
    pub year: i64,
    /// Where it was published.
    pub source: String,
    /// Weekdays that are not worked. Weekend days among them do no harm.
    pub off: Vec<Day>,
    /// Weekend days that are worked.
    pub on: Vec<Day>,
}

/// When people work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Published", into = "Published")]
pub struct WorkingCalendar {
    opens: u16,
    closes: u16,
    years: Vec<CalendarYear>,
    /// The days of all years that are not what their weekday says, in order, and whether they are worked: a list of ten thousand cases
    /// asks for some hundred thousand days.
    exceptions: Vec<(Day, bool)>,
}

/// As it is written.
#[derive(Clone, Serialize, Deserialize)]
struct Published {
    opens: u16,
    closes: u16,
    years: Vec<CalendarYear>,
}

impl From<Published> for WorkingCalendar {
    fn from(published: Published) -> Self {
        Self::new(published.opens, published.closes, published.years)
    }
}

impl From<WorkingCalendar> for Published {
    fn from(calendar: WorkingCalendar) -> Self {
        Self {
            opens: calendar.opens,
            closes: calendar.closes,
            years: calendar.years,
        }
    }
}

impl Default for WorkingCalendar {
    /// Nine to half past five on weekdays, and no year known.
    fn default() -> Self {
        Self::new(9 * 60, 17 * 60 + 30, Vec::new())
    }
}

/// No deadline is looked for further than that.
const MOST_DAYS: i64 = 40 * 366;

impl WorkingCalendar {
    /// Offices open and close at these minutes after midnight; of the years that are not named only the weekends are known.
    #[must_use]
    pub fn new(opens: u16, closes: u16, years: Vec<CalendarYear>) -> Self {
        let of_year = |year: &CalendarYear| {
            let off = year.off.iter().filter(|day| !day.is_weekend());
            let on = year.on.iter().filter(|day| day.is_weekend());
            let off = off.map(|day| (*day, false));
            off.chain(on.map(|day| (*day, true))).collect::<Vec<_>>()
        };
        let mut exceptions: Vec<(Day, bool)> = years.iter().flat_map(of_year).collect();
        exceptions.sort_unstable();
        Self {
            opens,
            closes,
            years,
            exceptions,
        }
    }

    /// The years that are known.
    #[must_use]
    pub fn years(&self) -> &[CalendarYear] {
        &self.years
    }

    /// Whether the year of a day is known.
    #[must_use]
    pub fn knows(&self, day: Day) -> bool {
        let (year, ..) = day.civil();
        self.years.iter().any(|known| known.year == year)
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_worked(&self, day: Day) -> bool {
        let found = self.exceptions.binary_search_by_key(&day, |(day, _)| *day);
        match found.ok().and_then(|at| self.exceptions.get(at)) {
            Some((_, worked)) => *worked,
            None => !day.is_weekend(),
        }
    }

    /// Minutes of work in a day.
    #[must_use]
    pub fn minutes_a_day(&self) -> i64 {
        let (opens, closes) = self.hours();
        closes.saturating_sub(opens)
    }

    /// When offices close on the last of so many working days after the one on which `from` falls, which does not count.
    #[must_use]
    pub fn days_after(&self, from: Timestamp, days: u16) -> Timestamp {
        let mut day = Day::of(from);
        let mut left = days.max(1);
        for _ in 0..MOST_DAYS {
            day = day.next();
            if self.is_worked(day) {
                left = left.saturating_sub(1);
            }
            if left == 0 {
                break;
            }
        }
        day.at_minute(self.hours().1)
    }

    /// The instant at which so many milliseconds of working time have passed since `from`.
    #[must_use]
    pub fn after(&self, from: Timestamp, work: i64) -> Timestamp {
        let mut left = work;
        let mut day = Day::of(from);
        for _ in 0..MOST_DAYS {
            if let Some((start, end)) = self.open(day) {
                let start = start.max(from);
                let here = end.since(start);
                if here >= left && here >= 0 {
                    return Timestamp::from_millis(start.millis().saturating_add(left.max(0)));
                }
                left = left.saturating_sub(here.max(0));
            }
            day = day.next();
        }
        day.at_minute(0)
    }

    /// How much working time lies between two instants, in milliseconds. None when the second is not later.
    #[must_use]
    pub fn between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let mut sum = 0_i64;
        let mut day = Day::of(from);
        let last = Day::of(to).min(day.plus(MOST_DAYS));
        while day <= last {
            if let Some((start, end)) = self.open(day) {
                let here = end.min(to).since(start.max(from));
                sum = sum.saturating_add(here.max(0));
            }
            day = day.next();
        }
        sum
    }

    /// When offices open and close on a day, if it is worked.
    fn open(&self, day: Day) -> Option<(Timestamp, Timestamp)> {
        let (opens, closes) = self.hours();
        let open = || (day.at_minute(opens), day.at_minute(closes));
        self.is_worked(day).then(open)
    }

    /// Opening and closing, in minutes after midnight: at least one apart, whatever was typed.
    fn hours(&self) -> (i64, i64) {
        let opens = i64::from(self.opens).min(24 * 60 - 1);
        let closes = i64::from(self.closes).min(24 * 60);
        (opens, closes.max(opens.saturating_add(1)))
    }
}
