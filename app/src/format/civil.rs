//! Between instants and the civil time of the subdistrict, as `<input type="datetime-local">` writes it.
//!
//! China keeps UTC+8 without daylight saving; a phone set to another zone still works in Shanghai.

use gridloop_shared::model::Timestamp;
use js_sys::Date;
use leptos::wasm_bindgen::JsValue;

/// Shanghai is so many milliseconds ahead of UTC.
const AHEAD: i64 = 8 * 3_600_000;
/// Milliseconds in a day.
pub const DAY: i64 = 86_400_000;

/// Days since 1970-01-01 in Shanghai.
pub fn day(at: Timestamp) -> i64 {
    at.millis().saturating_add(AHEAD).div_euclid(DAY)
}

/// Whether two instants are on one day in Shanghai.
pub fn same_day(one: Timestamp, other: Timestamp) -> bool {
    day(one) == day(other)
}

/// `2026-03-14T17:00`.
pub fn civil(at: Timestamp) -> String {
    let shifted = at.millis().saturating_add(AHEAD);
    let text: String = date(shifted).to_iso_string().into();
    text.get(..16).unwrap_or_default().to_owned()
}

/// The instant of `2026-03-14T17:00` in Shanghai.
pub fn from_civil(text: &str) -> Option<Timestamp> {
    let millis = Date::parse(&format!("{}:00+08:00", text.get(..16)?));
    millis
        .is_finite()
        .then(|| Timestamp::from_millis(millis_of(millis)))
}

/// A JavaScript date of so many milliseconds.
pub fn date(millis: i64) -> Date {
    Date::new(&JsValue::from_f64(float(millis)))
}

/// Milliseconds as JavaScript counts them: exact far beyond every date.
pub fn float(millis: i64) -> f64 {
    let high = i32::try_from(millis.div_euclid(1_000_000_000)).unwrap_or_default();
    let low = i32::try_from(millis.rem_euclid(1_000_000_000)).unwrap_or_default();
    f64::from(high).mul_add(1e9, f64::from(low))
}

/// The whole milliseconds of a JavaScript time.
pub fn millis_of(time: f64) -> i64 {
    format!("{time:.0}").parse().unwrap_or_default()
}
