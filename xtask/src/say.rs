//! One way of telling what is going on and how long it took.

use std::time::{Duration, Instant};

/// Something under way: says how long it took when it is done.
pub struct Step {
    what: String,
    since: Instant,
}

/// Starts a step and says so.
pub fn start(what: impl Into<String>) -> Step {
    let what = what.into();
    println!("• {what} …");
    Step {
        what,
        since: Instant::now(),
    }
}

/// A plain line.
pub fn line(text: impl AsRef<str>) {
    println!("  {}", text.as_ref());
}

impl Step {
    /// Says that the step is done and how long it took.
    pub fn done(self) {
        println!("✓ {} ({})", self.what, lasting(self.since.elapsed()));
    }

    /// Time since the step began.
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }
}

/// A duration as a person says it: `0.4 s`, `2 min 05 s`.
pub fn lasting(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}
