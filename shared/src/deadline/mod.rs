//! From a clock to an instant: working time by the working calendar, and the rules that say how much of it there is.
//!
//! Both are the admin's data. What no data says is not guessed silently: a deadline that runs into a year without a calendar says so.

mod calendar;
mod day;
mod due;
mod rules;

pub use calendar::{CalendarYear, WorkingCalendar};
pub use day::{Day, DayError};
pub use due::{Due, Light, due, due_at, end};
pub use rules::{ClockRule, DeadlineRules};

#[cfg(test)]
mod tests;
