//! The real server as databases are tested: killed in the middle of its work, reached through lines that are bad, and run for by
//! a crowd. Small under the test runner; `cargo xtask faults` runs the same at full size and shows the figures.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and its figures are to be read"
)]

mod crowd;
mod device;
mod kill;
mod network;
mod size;
