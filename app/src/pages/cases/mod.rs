//! The list of cases: on a phone a page of its own, on a desk beside the case that is open.

mod bench;
mod figures;
mod filter;
mod filter_sheet;
mod keys;
mod search;
mod tools;

pub use bench::{Bench, NoCase};
pub use figures::use_figures;
pub use keys::use_wish;
