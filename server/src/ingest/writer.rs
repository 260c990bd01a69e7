//! The single writer: takes all that waits, judges it off the runtime, commits it once, answers each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gridloop_shared::crdt::{ChangeHash, Received};
use gridloop_shared::model::{CaseId, SubdistrictId, Timestamp};
use tokio::sync::mpsc;

use super::desk::{Desk, Shelf};
use super::give_back::{Restored, restore};
use super::judge::{Finding, judge};
use super::persist::Commit;
use super::{Clock, Decoded, Handed, IngestError, Judged, Waiting};
use crate::auth::Sender;
use crate::clock;
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::{Standing, Store};
use gridloop_shared::sync::Code;

/// The most changes of one commit, so that nobody waits for a whole queue.
const MOST_PER_COMMIT: usize = 2_000;

/// Runs until nobody can hand anything in any more.
pub async fn run(
    mut waiting: mpsc::Receiver<Waiting>,
    store: Arc<dyn Store>,
    directories: Directories,
    wakes: Wakes,
    time: clock::Clock,
) {
    let mut shelf = Shelf::default();
    while let Some(first) = waiting.recv().await {
        let batches = all_that_waits(first, &mut waiting);
        let (answers, work): (Vec<_>, Vec<_>) = batches
            .into_iter()
            .map(|waiting| (waiting.answer, (waiting.sender, waiting.handed)))
            .unzip();
        match commit(work, &mut shelf, &store, &directories, &wakes, time.now()).await {
            Ok(judged) => {
                for (answer, judged) in answers.into_iter().zip(judged) {
                    // Whoever has hung up finds its changes known when it sends them again.
                    let _ = answer.send(Ok(judged));
                }
            }
            Err(error) => {
                // What was on the desk may not be what the store has.
                shelf = Shelf::default();
                for answer in answers {
                    let _ = answer.send(Err(error.clone()));
                }
            }
        }
    }
}

fn all_that_waits(first: Waiting, waiting: &mut mpsc::Receiver<Waiting>) -> Vec<Waiting> {
    let mut changes = first.handed.changes().count();
    let mut batches = vec![first];
    while changes < MOST_PER_COMMIT
        && let Ok(next) = waiting.try_recv()
    {
        changes = changes.saturating_add(next.handed.changes().count());
        batches.push(next);
    }
    batches
}

impl Handed {
    fn changes(&self) -> impl Iterator<Item = &Decoded> {
        let (pushed, lost) = match self {
            Self::Changes(changes, _) => (changes.as_slice(), [].as_slice()),
            Self::Ruling(ruling) => (ruling.changes(), [].as_slice()),
            Self::Lost(lost) => ([].as_slice(), lost.as_slice()),
        };
        let lost = lost.iter().flat_map(|lost| &lost.changes);
        pushed.iter().chain(lost.map(|(change, _)| change))
    }
}

type Work = (Sender, Handed);

async fn commit(
    work: Vec<Work>,
    shelf: &mut Shelf,
    store: &Arc<dyn Store>,
    directories: &Directories,
    wakes: &Wakes,
    now: Timestamp,
) -> Result<Vec<Judged>, IngestError> {
    let (hashes, documents) = asked(&work);
    let unopened: Vec<CaseId> = documents
        .iter()
        .filter(|id| !shelf.has(id))
        .copied()
        .collect();
    let recalled = store.recall(&hashes, &unopened).await?;
    let desk = Desk::lay_out(recalled, shelf, &documents);
    let directories = directories.clone();
    let judged = tokio::task::spawn_blocking(move || judged(work, desk, &directories, now));
    let (commit, desk) = judged
        .await
        .map_err(|error| IngestError::Judge(error.to_string()))?;
    let places = if commit.batch.is_empty() {
        Vec::new()
    } else {
        store.commit(&commit.batch).await?
    };
    desk.clear(shelf);
    wake(&commit, &places, wakes);
    let verdicts = commit.verdicts(&places).into_iter();
    Ok(verdicts.map(|verdicts| Judged { verdicts, now }).collect())
}

/// Everything that the judge will ask of the store.
fn asked(work: &[Work]) -> (Vec<ChangeHash>, Vec<CaseId>) {
    let mut hashes = BTreeSet::new();
    let mut documents = BTreeSet::new();
    for decoded in work.iter().flat_map(|(_, handed)| handed.changes()) {
        hashes.insert(decoded.hash);
        documents.insert(decoded.document);
        if let Ok(change) = &decoded.change {
            hashes.extend(change.dependencies());
        }
    }
    (
        hashes.into_iter().collect(),
        documents.into_iter().collect(),
    )
}

/// Judges all that waits, in the order of arrival. Blocks.
fn judged(
    work: Vec<Work>,
    mut desk: Desk,
    directories: &Directories,
    now: Timestamp,
) -> (Commit, Desk) {
    let mut commit = Commit::default();
    for (sender, handed) in work {
        let principal = &sender.principal;
        commit.next_batch();
        let subdistrict = directories.subdistrict(&principal.subdistrict);
        match handed {
            Handed::Changes(changes, clock) => {
                for decoded in changes {
                    let arrives = |received: &Received| match clock {
                        Clock::Now => now,
                        Clock::AsWritten => received.writes.step.at,
                    };
                    let index = commit.next_index();
                    let finding = match &subdistrict {
                        Some(own) => judge(&sender, own, &decoded, &mut desk, index, arrives),
                        None => Finding::Refuse(Code::NotFound),
                    };
                    commit.file(principal, decoded, finding, now);
                }
            }
            Handed::Ruling(ruling) => {
                let index = commit.next_index();
                let ruled = subdistrict
                    .as_ref()
                    .and_then(|own| ruling.carry_out(principal, own, &mut desk, index, now));
                commit.file_ruled(ruled);
            }
            Handed::Lost(documents) => {
                for lost in documents {
                    let restored = match &subdistrict {
                        Some(own) => restore(&own.key, &lost, &mut desk, commit.next_index()),
                        None => Restored::not(Code::NotFound),
                    };
                    commit.file_restored(restored);
                }
            }
        }
    }
    commit.with_documents(&desk);
    (commit, desk)
}

/// Tells everybody who waits how far each log now reaches.
fn wake(commit: &Commit, places: &[u64], wakes: &Wakes) {
    let mut reached: BTreeMap<&SubdistrictId, u64> = BTreeMap::new();
    let admissions = commit.batch.admissions.iter();
    let decisions = commit.batch.decisions.iter();
    let logs = admissions
        .map(|admission| &admission.subdistrict)
        .chain(decisions.map(|decision| &decision.subdistrict));
    for (subdistrict, place) in logs.zip(places) {
        reached.insert(subdistrict, *place);
    }
    for (subdistrict, seq) in reached {
        wakes.reached(subdistrict, seq);
    }
    let held = commit.batch.set_aside.iter();
    let held: BTreeSet<&SubdistrictId> = held
        .filter(|aside| aside.standing == Standing::Held)
        .map(|aside| &aside.subdistrict)
        .collect();
    for subdistrict in held {
        wakes.look_again(subdistrict);
    }
}
