//! Many devices that were away come back at once, as after a restart of the server or of a street's network.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use futures_util::future::try_join_all;
use serde::Serialize;

use crate::reader::Reader;
use crate::traffic::{Cost, Traffic, say};
use crate::wire::Events;
use crate::workload::Workload;
use crate::writer::Writer;

/// The numbers of the devices that come back begin here; those below are others'.
const FROM: u64 = 1_000;

/// All that were away are up to date.
#[derive(Serialize)]
struct Reconnected {
    devices: usize,
    missed: usize,
    /// Changes that did not come, of all devices together.
    behind: usize,
    #[serde(flatten)]
    cost: Cost,
}

/// Signs devices in, writes something while they are away, and lets all of them come back at once.
///
/// # Errors
/// When the server does not answer one of them.
pub async fn reconnect(
    traffic: &Arc<Traffic>,
    server: SocketAddr,
    writer: &mut Writer,
    reader: &mut Reader,
    workload: &Workload,
) -> Result<()> {
    reader.pull().await?;
    let mut away = Vec::new();
    for number in (FROM..).take(workload.size.reconnecting) {
        let mut device = Reader::open(server, traffic, number).await?;
        // It has what the reader has, without the memory that this takes.
        device.cursor.clone_from(&reader.cursor);
        away.push(device);
    }
    for comment in &workload.missed {
        writer.comment(comment).await?;
    }
    say("prepared", &serde_json::json!({}))?;
    let all = try_join_all(away.iter_mut().map(come_back));
    let (cost, outcomes) = traffic.measured(all).await?;
    let missed = workload.missed.len();
    let behind = outcomes
        .iter()
        .map(|(came, _)| missed.saturating_sub(*came));
    let reconnected = Reconnected {
        devices: outcomes.len(),
        missed,
        behind: behind.sum(),
        cost,
    };
    say("reconnected", &reconnected)
}

/// Opens its two connections, listens and pulls. Answers with the number of changes that came, and the stream, so that it stays open.
async fn come_back(device: &mut Reader) -> Result<(usize, Events)> {
    device.session.reconnect().await?;
    let events = device.session.events().await?;
    let changes = device.pull().await?;
    Ok((changes.len(), events))
}
