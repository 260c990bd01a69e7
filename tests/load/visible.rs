//! One device saves, another sees it, while nothing else is going on.

use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future::try_join;
use serde::Serialize;

use crate::reader::Reader;
use crate::traffic::{Cost, Traffic, nanoseconds, say};
use crate::wire::Events;
use crate::workload::{Comment, Workload};
use crate::writer::Writer;

/// From the saving on one device to the reading on another.
#[derive(Serialize)]
struct Seen {
    /// Each time, in nanoseconds.
    samples: Vec<u64>,
    #[serde(flatten)]
    cost: Cost,
}

/// Measures each of the workload's visible steps.
///
/// # Errors
/// When one does not arrive.
pub async fn visible(
    traffic: &Traffic,
    writer: &mut Writer,
    reader: &mut Reader,
    workload: &Workload,
) -> Result<()> {
    let idle = Duration::from_millis(workload.size.pause_ms);
    let mut events = reader.session.events().await?;
    let all = async {
        let mut samples = Vec::new();
        for comment in &workload.visible {
            let began = Instant::now();
            let saved = writer.comment(comment);
            let (seen_at, ()) = try_join(seen(reader, &mut events, comment), saved).await?;
            samples.push(nanoseconds(seen_at.duration_since(began)));
            // Idle between two samples is what is measured: nothing is waited for.
            tokio::time::sleep(idle).await;
        }
        Ok(samples)
    };
    let (cost, samples) = traffic.measured(all).await?;
    say("visible", &Seen { samples, cost })
}

/// Waits until the step can be read.
async fn seen(reader: &mut Reader, events: &mut Events, comment: &Comment) -> Result<Instant> {
    loop {
        events.next().await?;
        let mut arrived = false;
        for changed in reader.pull().await? {
            reader.see(&changed)?;
            arrived |= changed.command == comment.command;
        }
        if arrived {
            return Ok(Instant::now());
        }
    }
}
