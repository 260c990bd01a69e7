//! The working calendar as it was published, for a subdistrict that has not been given another.

use gridloop_shared::deadline::WorkingCalendar;
use gridloop_shared::json::from_json;
use gridloop_shared::sync::WireError;

/// The years that are known, each with the notice of the State Council's General Office that it follows.
const PUBLISHED: &str = include_str!("../data/working-calendar.json");

/// The working calendar as it was published.
///
/// # Errors
/// Never: a test reads it.
pub fn published_calendar() -> Result<WorkingCalendar, WireError> {
    from_json(PUBLISHED.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gridloop_shared::deadline::Day;

    #[test]
    fn a_year_has_as_many_working_days_as_were_published() {
        let calendar = published_calendar().unwrap();
        let worked = |year: i64| {
            let days = (0..366).map(|n| Day::from_civil(year, 1, 1).plus(n));
            let of_year = days.filter(|day| day.civil().0 == year);
            of_year.filter(|day| calendar.is_worked(*day)).count()
        };
        assert_eq!((worked(2025), worked(2026)), (248, 248));
        for known in calendar.years() {
            assert!(known.off.iter().all(|day| !day.is_weekend()), "{known:?}");
            assert!(known.on.iter().all(|day| day.is_weekend()), "{known:?}");
        }
    }
}
