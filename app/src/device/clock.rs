//! What time it is, as the device believes.

use gridloop_shared::model::Timestamp;

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(whole(js_sys::Date::now()))
}

/// Whole milliseconds of a browser's number.
#[must_use]
pub fn whole(millis: f64) -> i64 {
    // Within 8.64e15 by the definition of a date (ECMA-262, 21.4.1), so nothing is cut off.
    #[allow(clippy::as_conversions, clippy::cast_possible_truncation)]
    let whole = millis as i64;
    whole
}
