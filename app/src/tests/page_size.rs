//! How much of the log is asked for at once.

use crate::inbox::PageSize;

#[test]
fn a_line_that_holds_carries_the_largest_pages_however_slow_it_is() {
    let whole = PageSize::default();
    assert_eq!(whole.after_page(20_000), whole);
}

#[test]
fn a_line_that_is_cut_carries_pages_of_a_second() {
    // 73 rows a second: what 1 Mbit/s carries.
    let took = |size: PageSize| i64::try_from(size.rows() * 1_000 / 73).unwrap();
    let mut size = PageSize::default().after_cut();
    for _ in 0..9 {
        size = size.after_page(took(size));
    }
    assert!((50..=75).contains(&size.rows()), "{size:?}");
    for _ in 0..9 {
        size = size.after_cut();
    }
    assert!((10..50).contains(&size.rows()), "{size:?}");
    // The office again: nothing is held against it.
    for _ in 0..9 {
        size = size.after_page(5);
    }
    assert_eq!(size.rows(), PageSize::default().rows());
}
