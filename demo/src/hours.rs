//! Office hours, so that nobody in the demo dispatches at three in the morning and deadlines skip the weekend.
//!
//! Monday to Friday, 9:00 to 17:30 in China (UTC+8, no daylight saving). Statutory holidays are left out: the server
//! has the calendar, the demo only has to look like a working week.

const DAY: i64 = 86_400_000;
const CHINA: i64 = 8 * 3_600_000;
const OPENS: i64 = 9 * 3_600_000;

/// One working day, in ms of office time.
pub(crate) const WORKING_DAY: i64 = 8 * 3_600_000 + 1_800_000;
/// One minute, in ms.
pub(crate) const MINUTE: i64 = 60_000;

/// Office time in ms that has gone by at `at` (Unix ms), counted from a Monday before 1970.
pub(crate) fn worked(at: i64) -> i64 {
    let local = at.saturating_add(CHINA);
    // 1970-01-01 was a Thursday.
    let days = local.div_euclid(DAY).saturating_add(3);
    let weekday = days.rem_euclid(7);
    let whole = days
        .div_euclid(7)
        .saturating_mul(5)
        .saturating_add(weekday.min(5));
    let today = if weekday < 5 {
        local
            .rem_euclid(DAY)
            .saturating_sub(OPENS)
            .clamp(0, WORKING_DAY)
    } else {
        0
    };
    whole.saturating_mul(WORKING_DAY).saturating_add(today)
}

/// The Unix ms at which `worked` office ms have gone by; the opening of a day rather than the close of the one before.
pub(crate) fn moment(worked: i64) -> i64 {
    let whole = worked.div_euclid(WORKING_DAY);
    let days = whole
        .div_euclid(5)
        .saturating_mul(7)
        .saturating_add(whole.rem_euclid(5))
        .saturating_sub(3);
    days.saturating_mul(DAY)
        .saturating_add(OPENS)
        .saturating_add(worked.rem_euclid(WORKING_DAY))
        .saturating_sub(CHINA)
}

/// Minutes since midnight in China.
pub(crate) fn minute_of_day(at: i64) -> i64 {
    at.saturating_add(CHINA).rem_euclid(DAY).div_euclid(MINUTE)
}

/// `at`, moved back into the hours (7 to 20) in which people are out and report; `spread` ms vary the moment.
pub(crate) fn by_daylight(at: i64, spread: i64) -> i64 {
    let midnight = at.saturating_sub(at.saturating_add(CHINA).rem_euclid(DAY));
    let back = match minute_of_day(at) {
        0..420 => midnight.saturating_sub(DAY),
        420..1200 => return at,
        _ => midnight,
    };
    back.saturating_add(OPENS)
        .saturating_add(spread.rem_euclid(WORKING_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-03-29, a Friday, 17:00 in China.
    const FRIDAY: i64 = 1_711_702_800_000;

    #[test]
    fn an_hour_from_friday_at_five_ends_on_monday_morning() {
        let then = moment(worked(FRIDAY) + 60 * MINUTE);
        assert_eq!(then, FRIDAY + 2 * DAY + 16 * 60 * MINUTE + 30 * MINUTE);
    }

    #[test]
    fn office_time_stands_still_at_night_and_at_weekends() {
        let closed = worked(FRIDAY + 60 * MINUTE);
        assert_eq!(closed, worked(FRIDAY + DAY));
        assert_eq!(closed, worked(FRIDAY + 2 * DAY + 15 * 60 * MINUTE));
    }

    #[test]
    fn a_moment_in_office_hours_comes_back() {
        assert_eq!(moment(worked(FRIDAY)), FRIDAY);
    }

    #[test]
    fn reports_are_moved_to_the_day_before_never_later() {
        for hour in 0..48 {
            let at = FRIDAY + hour * 60 * MINUTE;
            let moved = by_daylight(at, 5 * 60 * MINUTE);
            assert!(moved <= at);
            assert!((420..1200).contains(&minute_of_day(moved)));
        }
    }
}
