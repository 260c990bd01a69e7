//! The day, step by step: work goes up, a new device gets it, asks again, sees what another saves; and all come back at once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use gridloop_shared::sync::PushChange;
use serde::Serialize;

use crate::reader::Reader;
use crate::traffic::{Cost, Traffic, nanoseconds, say};
use crate::wire::batches;
use crate::workload::Workload;
use crate::writer::{Writer, Written};
use crate::{reconnect, visible};

/// Changes that went up.
#[derive(Serialize)]
struct Loaded {
    changes: usize,
    /// How long each batch waited for its answer, in nanoseconds.
    batches: Vec<u64>,
    #[serde(flatten)]
    cost: Cost,
}

/// Documents that came down, or that there was nothing new about.
#[derive(Serialize)]
struct Synced {
    documents: usize,
    #[serde(flatten)]
    cost: Cost,
}

/// Does all of it.
///
/// # Errors
/// When the server does not do its part.
pub async fn run(server: SocketAddr, workload: &Workload) -> Result<()> {
    let traffic = Arc::new(Traffic::default());
    let mut writers = Vec::new();
    let mut written = Vec::new();
    for (index, worker) in workload.workers.iter().enumerate() {
        let mut writer = Writer::open(server, &traffic, worker).await?;
        let cases = worker.cases.iter();
        written.push(
            cases
                .map(|recorded| writer.record(recorded, index == 0))
                .collect::<Result<Vec<_>>>()?,
        );
        writers.push(writer);
    }
    say("started", &serde_json::json!({}))?;

    let first = workload.size.first();
    let halves = |take: fn(&[Written], usize) -> &[Written]| -> Vec<&[Written]> {
        written.iter().map(|cases| take(cases, first)).collect()
    };
    let early = halves(|cases, first| cases.get(..first).unwrap_or(cases));
    let late = halves(|cases, first| cases.get(first..).unwrap_or_default());
    load(&traffic, &mut writers, &early, workload).await?;
    let documents = early.iter().map(|cases| cases.len()).sum();
    first_sync(&traffic, server, 0, documents).await?;
    load(&traffic, &mut writers, &late, workload).await?;
    // A new device of another day finds them packed.
    Reader::open(server, &traffic, 2)
        .await?
        .until_packed(workload.documents())
        .await?;
    say("prepared", &serde_json::json!({}))?;
    let mut reader = first_sync(&traffic, server, 1, workload.documents()).await?;
    nothing_new(&traffic, &mut reader, workload).await?;
    if let Some(writer) = writers.first_mut() {
        for session in [&mut writer.session, &mut reader.session] {
            session.reconnect().await?;
        }
        visible::visible(&traffic, writer, &mut reader, workload).await?;
        reconnect::reconnect(&traffic, server, writer, &mut reader, workload).await?;
    }
    Ok(())
}

/// Every device sends what founds its cases, then round by round what was said of them; all devices at once.
async fn load(
    traffic: &Traffic,
    writers: &mut [Writer],
    parts: &[&[Written]],
    workload: &Workload,
) -> Result<()> {
    // Meanwhile a server may have stopped waiting for a request.
    for writer in writers.iter_mut() {
        writer.session.reconnect().await?;
    }
    let founding = |written: &Written| Some(written.founding.clone());
    send(traffic, writers, parts, "created", workload, founding).await?;
    for round in 0..workload.size.edits {
        let further = |written: &Written| written.further.get(round).cloned();
        send(traffic, writers, parts, "edited", workload, further).await?;
    }
    Ok(())
}

async fn send(
    traffic: &Traffic,
    writers: &mut [Writer],
    parts: &[&[Written]],
    measure: &str,
    workload: &Workload,
    which: impl Fn(&Written) -> Option<PushChange>,
) -> Result<()> {
    let mut changes = 0usize;
    let mut sends = Vec::new();
    for (writer, cases) in writers.iter_mut().zip(parts) {
        let all: Vec<PushChange> = cases.iter().filter_map(&which).collect();
        changes = changes.saturating_add(all.len());
        // Made before the clock runs: it is the server that is measured.
        let batches = batches(&all, workload.size.batch)?;
        sends.push(async move {
            let mut times = Vec::new();
            for batch in &batches {
                let began = Instant::now();
                writer.session.push(batch).await?;
                times.push(nanoseconds(began.elapsed()));
            }
            Ok(times)
        });
    }
    let (cost, times) = traffic.measured(try_join_all(sends)).await?;
    let loaded = Loaded {
        changes,
        batches: times.concat(),
        cost,
    };
    say(measure, &loaded)
}

/// A device that has nothing gets everything.
async fn first_sync(
    traffic: &Arc<Traffic>,
    server: SocketAddr,
    number: u64,
    documents: usize,
) -> Result<Reader> {
    // To sign in is no part of it: that takes as long as a password is meant to take.
    let mut reader = Reader::open(server, traffic, number).await?;
    let all = async {
        let list = async {
            reader.session.reconnect().await?;
            reader.pull().await
        };
        let (list, _) = traffic.measured(list).await?;
        let listed = reader.listed();
        ensure!(listed == documents, "{listed} of {documents} are listed");
        reader.fetch().await?;
        Ok(list)
    };
    let (cost, list) = traffic.measured(all).await?;
    let came = reader.documents();
    ensure!(came == documents, "{came} of {documents} documents came");
    say("first_sync", &Synced { documents, cost })?;
    let cost = list;
    say("list_stands", &Synced { documents, cost })?;
    Ok(reader)
}

/// A device that has everything asks whether there is more.
async fn nothing_new(traffic: &Traffic, reader: &mut Reader, workload: &Workload) -> Result<()> {
    let enough = Duration::from_secs(workload.size.again_seconds);
    let began = Instant::now();
    for count in 0..workload.size.again {
        if count > 0 && began.elapsed() > enough {
            break;
        }
        let comes_back = async {
            reader.session.reconnect().await?;
            reader.pull().await
        };
        let (cost, changes) = traffic.measured(comes_back).await?;
        ensure!(changes.is_empty(), "there was something new");
        let documents = reader.documents();
        say("nothing_new", &Synced { documents, cost })?;
    }
    Ok(())
}
