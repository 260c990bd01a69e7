//! The light of a deadline: green, amber on its last day and from four fifths on, red when it is over.

use gridloop_shared::deadline::{Due, Light};
use gridloop_shared::model::Timestamp;

use super::civil::{day, float};
use super::moment::{clock, span};
use crate::i18n::Words;

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

/// The tone's name in the style sheet.
pub const fn light_tone(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Amber => "amber",
        Light::Red => "red",
    }
}

/// How a deadline stands now.
pub fn deadline(words: Words, due: &Due, now: Timestamp) -> Deadline {
    let left = due.due.since(now);
    let (light, text) = if left < 0 {
        (Light::Red, words.over(&span(words, left)))
    } else if day(due.due) == day(now) {
        (Light::Amber, words.due_today(&clock(words, due.due)))
    } else {
        (due.light(now), words.left(&span(words, left)))
    };
    Deadline {
        light,
        used: used(due, now),
        text,
    }
}

/// How much is used: four fifths at the instant at which the light turns.
fn used(due: &Due, now: Timestamp) -> f64 {
    let part = |from: Timestamp, to: Timestamp| {
        (float(now.since(from)) / float(to.since(from).max(1))).clamp(0.0, 1.0)
    };
    if now < due.near {
        0.8 * part(due.since, due.near)
    } else {
        0.2_f64.mul_add(part(due.near, due.due), 0.8)
    }
}
