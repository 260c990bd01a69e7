//! How much time somebody is given.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// How much time is given. What instant that comes to, the working calendar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// So many working days: until business closes on the last of them. The day on which it begins does not count (Civil Code of the
    /// People's Republic of China, articles 201 and 203).
    Days(u16),
    /// So many minutes of working time.
    Minutes(u32),
    /// Until this instant.
    #[serde(rename = "due")]
    Until(Timestamp),
}

impl Term {
    /// More is no term but an oversight: ten years.
    pub const MOST_DAYS: u16 = 3_660;
    /// As many, in minutes.
    pub const MOST_MINUTES: u32 = 3_660 * 24 * 60;

    /// Whether it is one that somebody can have meant.
    #[must_use]
    pub const fn is_sensible(&self) -> bool {
        match self {
            Self::Days(days) => *days > 0 && *days <= Self::MOST_DAYS,
            Self::Minutes(minutes) => *minutes > 0 && *minutes <= Self::MOST_MINUTES,
            Self::Until(_) => true,
        }
    }
}
