//! Instants in words: near ones relative, far ones by date.

use std::cell::RefCell;

use gridloop_shared::model::Timestamp;
use js_sys::{Array, Function, Intl::DateTimeFormat, Object, Reflect};
use leptos::wasm_bindgen::JsValue;

use super::civil::{date, day};
use crate::i18n::{Locale, Words};

/// How a date is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Clock,
    Day,
    DayAndYear,
}

thread_local! {
    /// Making a formatter costs a hundred times what using it does.
    static FORMATS: RefCell<Vec<((Locale, Shape), Function)>> = const { RefCell::new(Vec::new()) };
}

/// `14:05`
pub fn clock(words: Words, at: Timestamp) -> String {
    format(words.locale, Shape::Clock, at)
}

/// In a list: 今天 14:05, 昨天 14:05, 3 天前, 3月14日.
pub fn moment(words: Words, at: Timestamp, now: Timestamp) -> String {
    match day(now).saturating_sub(day(at)) {
        0 => words.today_at(&clock(words, at)),
        1 => words.yesterday_at(&clock(words, at)),
        -1 => words.tomorrow_at(&clock(words, at)),
        ago @ 2..7 => words.days_ago(&ago),
        _ => on_day(words, at, now),
    }
}

/// In a letter: 今天 14:05, 3月14日 09:20; the year when it is another.
pub fn exact(words: Words, at: Timestamp, now: Timestamp) -> String {
    if (-1..=1).contains(&day(now).saturating_sub(day(at))) {
        return moment(words, at, now);
    }
    format!("{} {}", on_day(words, at, now), clock(words, at))
}

/// How long, in the largest unit that fits: 18 分钟, 2 小时, 3 天.
pub fn span(words: Words, millis: i64) -> String {
    let minutes = millis.abs() / 60_000;
    if minutes < 60 {
        words.minutes(usize_of(minutes.max(1)))
    } else if minutes < 48 * 60 {
        words.hours(usize_of(minutes / 60))
    } else {
        words.days(usize_of(minutes / (24 * 60)))
    }
}

/// For `datetime` attributes.
pub fn iso(at: Timestamp) -> String {
    date(at.millis()).to_iso_string().into()
}

fn usize_of(n: i64) -> usize {
    usize::try_from(n).unwrap_or_default()
}

fn on_day(words: Words, at: Timestamp, now: Timestamp) -> String {
    let near = day(now).saturating_sub(day(at)).abs() < 180;
    let shape = if near { Shape::Day } else { Shape::DayAndYear };
    format(words.locale, shape, at)
}

fn format(locale: Locale, shape: Shape, at: Timestamp) -> String {
    FORMATS.with_borrow_mut(|formats| {
        let known = formats
            .iter()
            .find(|(key, _)| *key == (locale, shape))
            .map(|(_, format)| format.clone());
        let format = known.unwrap_or_else(|| {
            let made = make(locale, shape);
            formats.push(((locale, shape), made.clone()));
            made
        });
        format
            .call1(&JsValue::UNDEFINED, &date(at.millis()))
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    })
}

fn make(locale: Locale, shape: Shape) -> Function {
    let options = Object::new();
    let parts: &[(&str, &str)] = match shape {
        Shape::Clock => &[
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
        Shape::Day => &[("month", "short"), ("day", "numeric")],
        Shape::DayAndYear => &[("year", "numeric"), ("month", "short"), ("day", "numeric")],
    };
    for (name, value) in parts.iter().chain(&[("timeZone", "Asia/Shanghai")]) {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(
            &options,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    let locales = Array::of1(&JsValue::from_str(locale.tag()));
    DateTimeFormat::new(&locales, &options).format()
}
