//! Civil days of the subdistrict. China keeps UTC+8 without daylight saving.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;

/// Shanghai is so many milliseconds ahead of UTC.
const AHEAD: i64 = 8 * 3_600_000;
/// Milliseconds in a day.
const DAY: i64 = 86_400_000;
/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// A civil day: days since 1970-01-01. Written `2026-02-14` (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i64);

/// The text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written 2026-02-14")]
pub struct DayError;

impl Day {
    /// The day on which an instant falls.
    #[must_use]
    pub const fn of(at: Timestamp) -> Self {
        Self(at.millis().saturating_add(AHEAD).div_euclid(DAY))
    }

    /// The day of a year, a month and a day of the month, which are not checked against the calendar.
    #[must_use]
    pub const fn from_civil(year: i64, month: i64, day: i64) -> Self {
        // Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: years begin in March, eras have 400 of them.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub const fn civil(self) -> (i64, i64, i64) {
        let day = self.0.saturating_add(719_468);
        let era = day.div_euclid(146_097);
        let of_era = day.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let first = if month <= 2 { 1 } else { 0 };
        (
            year_of_era + era * 400 + first,
            month,
            of_year - (153 * shifted + 2) / 5 + 1,
        )
    }

    /// The day after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday: 0 is Monday.
        self.0.saturating_add(3).rem_euclid(7) >= 5
    }

    /// So many minutes after its midnight.
    #[must_use]
    pub const fn at_minute(self, minute: i64) -> Timestamp {
        let midnight = self.0.saturating_mul(DAY).saturating_sub(AHEAD);
        Timestamp::from_millis(midnight.saturating_add(minute.saturating_mul(MINUTE)))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>());
        let mut next = || parts.next().and_then(Result::ok).map(i64::from);
        let (year, month, day) = (next(), next(), next());
        let day = match (year, month, day) {
            (Some(year), Some(month), Some(day)) => Self::from_civil(year, month, day),
            _ => return Err(DayError),
        };
        // A day that there is not, or that is spelt otherwise, reads otherwise than it was written.
        if day.to_string() == text {
            Ok(day)
        } else {
            Err(DayError)
        }
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}
