//! What goes over the sockets of this process, and what a piece of work took. One line of JSON for each measurement.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use serde::Serialize;

/// Bytes and requests since the start of the process.
#[derive(Debug, Default)]
pub struct Traffic {
    sent: AtomicU64,
    received: AtomicU64,
    requests: AtomicU64,
}

/// What a piece of work took.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Cost {
    /// From its beginning to its end.
    pub nanoseconds: u64,
    /// Bytes written to sockets.
    pub sent: u64,
    /// Bytes read from sockets.
    pub received: u64,
    /// Requests made.
    pub requests: u64,
}

impl Traffic {
    /// Notes bytes that a socket took.
    pub fn sent(&self, bytes: &[u8]) {
        let bytes = u64::try_from(bytes.len()).unwrap_or_default();
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Notes bytes that a socket gave.
    pub fn received(&self, bytes: &[u8]) {
        let bytes = u64::try_from(bytes.len()).unwrap_or_default();
        self.received.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Notes a request.
    pub fn asked(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// Does some work. Answers with what it took, and what came of it.
    ///
    /// # Errors
    /// Those of the work.
    pub async fn measured<T>(&self, work: impl Future<Output = Result<T>>) -> Result<(Cost, T)> {
        let before = self.so_far(Duration::ZERO);
        let began = Instant::now();
        let outcome = work.await?;
        let after = self.so_far(began.elapsed());
        let cost = Cost {
            nanoseconds: after.nanoseconds,
            sent: after.sent.saturating_sub(before.sent),
            received: after.received.saturating_sub(before.received),
            requests: after.requests.saturating_sub(before.requests),
        };
        Ok((cost, outcome))
    }

    fn so_far(&self, time: Duration) -> Cost {
        Cost {
            nanoseconds: nanoseconds(time),
            sent: self.sent.load(Ordering::Relaxed),
            received: self.received.load(Ordering::Relaxed),
            requests: self.requests.load(Ordering::Relaxed),
        }
    }
}

/// A duration as it stands in a line.
pub fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Writes the line of one measurement.
///
/// # Errors
/// When a value is none of JSON.
pub fn say(measure: &str, figures: &impl Serialize) -> Result<()> {
    #[derive(Serialize)]
    struct Line<'a, F> {
        measure: &'a str,
        #[serde(flatten)]
        figures: &'a F,
    }
    println!("{}", serde_json::to_string(&Line { measure, figures })?);
    Ok(())
}
