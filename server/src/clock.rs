//! The one place where the server looks at a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use gridloop_shared::model::Timestamp;

/// Now, by the machine's clock. A clock before 1970 counts as 1970.
pub fn now() -> Timestamp {
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
}
