//! How much time somebody is given.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Timestamp;

/// How much time is given. What instant that comes to, the working calendar says.
///
/// On the wire `{days: 5}`, `{minutes: 240}`, or an instant by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// So many working days: until business closes on the last of them. The day on which it begins does not count (Civil Code of the
    /// People's Republic of China, articles 201 and 203).
    Days(u16),
    /// So many minutes of working time.
    Minutes(u32),
    /// Until this instant.
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

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = match self {
            Self::Until(due) => return due.serialize(serializer),
            Self::Days(_) | Self::Minutes(_) => serializer.serialize_map(Some(1))?,
        };
        match self {
            Self::Minutes(minutes) => map.serialize_entry("minutes", minutes)?,
            Self::Days(days) => map.serialize_entry("days", days)?,
            Self::Until(_) => {}
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Term;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("days, minutes or an instant")
    }

    fn visit_i64<E: Error>(self, millis: i64) -> Result<Term, E> {
        Ok(Term::Until(Timestamp::from_millis(millis)))
    }

    fn visit_u64<E: Error>(self, millis: u64) -> Result<Term, E> {
        self.visit_i64(i64::try_from(millis).map_err(E::custom)?)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Term, A::Error> {
        let name: String = map
            .next_key()?
            .ok_or_else(|| A::Error::missing_field("days"))?;
        match name.as_str() {
            "days" => Ok(Term::Days(map.next_value()?)),
            "minutes" => Ok(Term::Minutes(map.next_value()?)),
            _ => Err(A::Error::unknown_field(&name, &["days", "minutes"])),
        }
    }
}
