//! Foreign code that may panic on what somebody sent.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result of foreign code, or none when it panicked.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
