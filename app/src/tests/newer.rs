//! A server or an app that is newer than this one.

use super::*;
use crate::records::VERSION;

#[test]
fn a_row_of_an_unknown_kind_is_passed_over_and_remembered() {
    let mut field = Phone::of(worker());
    let founding = field.does(case(1), report());
    let phone = Phone::of(supervisor());
    let taken = phone.take(&[
        BEGIN,
        PullRow::Unknown,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    assert!(taken.skipped);
    assert!(phone.stored(case(1)).is_some(), "what is known is taken in");
    assert_eq!(phone.place().skipped.as_deref(), Some(VERSION));
    assert!(!phone.place().is_fetching());
    // The next page knows nothing of it, and it is not forgotten.
    assert!(!phone.take(&[]).skipped);
    assert!(phone.place().skipped.is_some());
}
