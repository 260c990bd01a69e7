//! The light of a deadline: green, amber on its last day and from four fifths on, red when it is over.

use gridloop_shared::model::Timestamp;

use super::civil::{day, float};
use super::moment::{clock, span};
use crate::i18n::Words;

/// The colour of the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// In time.
    Green,
    /// It ends today, or four fifths of the time are used.
    Amber,
    /// Over.
    Red,
}

impl Light {
    /// The tone's name in the style sheet.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// A deadline as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Its colour.
    pub light: Light,
    /// How much of the time is used, 0 to 1.
    pub used: f64,
    /// In words.
    pub text: String,
}

/// How a deadline stands now.
pub fn deadline(words: Words, since: Timestamp, due: Timestamp, now: Timestamp) -> Deadline {
    let whole = float(due.since(since).max(1));
    let used = (float(now.since(since)) / whole).clamp(0.0, 1.0);
    let left = due.since(now);
    let (light, text) = if left < 0 {
        (Light::Red, words.over(&span(words, left)))
    } else {
        let today = day(due) == day(now);
        let light = if today || used >= 0.8 {
            Light::Amber
        } else {
            Light::Green
        };
        let text = if today {
            words.due_today(&clock(words, due))
        } else {
            words.left(&span(words, left))
        };
        (light, text)
    };
    Deadline { light, used, text }
}
