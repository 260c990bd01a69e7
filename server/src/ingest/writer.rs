//! The single writer: takes all that waits, judges it off the runtime, commits it once, answers each. While a commit is under way,
//! the next work is judged if it has nothing to do with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::future::join_all;
use gridloop_shared::crdt::Received;
use gridloop_shared::model::{SubdistrictId, Timestamp};
use tokio::sync::{mpsc, oneshot};

use super::asked::Asked;
use super::decision::Undecided;
use super::desk::{Desk, Shelf};
use super::give_back::{Restored, restore};
use super::judge::{Finding, judge};
use super::part::Part;
use super::persist::Commit;
use super::under_way::UnderWay;
use super::{Clock, Handed, IngestError, Judged, Waiting, off_the_runtime};
use crate::auth::Sender;
use crate::clock;
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::{Standing, Store};
use gridloop_shared::sync::Code;

/// The most changes of one commit, so that nobody waits for a whole queue.
const MOST_PER_COMMIT: usize = 2_000;

/// Where an answer is awaited.
type Answer = oneshot::Sender<Result<Judged, IngestError>>;

/// What a batch is, and whose.
type Work = (Sender, Handed);

/// Runs until nobody can hand anything in any more.
pub async fn run(
    mut waiting: mpsc::Receiver<Waiting>,
    store: Arc<dyn Store>,
    directories: Directories,
    wakes: Wakes,
    time: clock::Clock,
) {
    let mut shelf = Shelf::default();
    let mut before = UnderWay::default();
    while let Some(first) = waiting.recv().await {
        let (answers, parts) = take_answers(Part::of(all_that_waits(first, &mut waiting)));
        let mut asked = Asked::default();
        parts.iter().for_each(|(_, part)| asked.join(part.clone()));
        if before.is_over() || before.touches(&asked) {
            before.ends(&mut shelf).await;
        }
        let now = time.now();
        let judged = lay_out_and_judge(parts, &asked, &mut shelf, &store, &directories, now).await;
        // The log is written in the order in which commits were judged.
        before.ends(&mut shelf).await;
        match judged {
            Ok((commit, desks)) => {
                let (store, wakes) = (store.clone(), wakes.clone());
                before = UnderWay::begin(asked, async move {
                    let written = write(commit, &*store, &wakes, now).await;
                    let is_written = written.is_ok();
                    answer(answers, written);
                    // What was on the desks may not be what the store has.
                    is_written.then_some(desks)
                });
            }
            Err(error) => answer(answers, Err(error)),
        }
    }
    before.ends(&mut shelf).await;
}

/// Where answers are awaited, in the order of the batches of all parts; and the parts without them.
fn take_answers(parts: Vec<Part>) -> (Vec<Answer>, Vec<(Vec<Work>, Asked)>) {
    let mut answers = Vec::new();
    let mut without = Vec::new();
    for part in parts {
        let work = part.batches.into_iter().map(|waiting| {
            answers.push(waiting.answer);
            (waiting.sender, waiting.handed)
        });
        without.push((work.collect(), part.asked));
    }
    (answers, without)
}

/// Whoever has hung up finds its changes known when it sends them again.
fn answer(answers: Vec<Answer>, judged: Result<Vec<Judged>, IngestError>) {
    match judged {
        Ok(judged) => {
            for (answer, judged) in answers.into_iter().zip(judged) {
                let _ = answer.send(Ok(judged));
            }
        }
        Err(error) => {
            for answer in answers {
                let _ = answer.send(Err(error.clone()));
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

/// Judges all that waits, with what the store recalls of it, each part on a thread of its own.
async fn lay_out_and_judge(
    parts: Vec<(Vec<Work>, Asked)>,
    asked: &Asked,
    shelf: &mut Shelf,
    store: &Arc<dyn Store>,
    directories: &Directories,
    now: Timestamp,
) -> Result<(Commit, Vec<Desk>), IngestError> {
    let unopened = asked.documents.iter().filter(|id| !shelf.has(id));
    let hashes: Vec<_> = asked.hashes.iter().copied().collect();
    let unopened: Vec<_> = unopened.copied().collect();
    let mut recalled = store.recall(&hashes, &unopened).await?;
    let laid_out: Vec<_> = parts
        .into_iter()
        .map(|(work, asked)| {
            let own = asked.taken_from(&mut recalled);
            (work, Desk::lay_out(own, shelf, &asked.documents))
        })
        .collect();
    let judged = laid_out.into_iter().map(|(work, desk)| {
        let changes = work
            .iter()
            .map(|(_, handed)| handed.changes().count())
            .sum();
        let directories = directories.clone();
        off_the_runtime(changes, move || judged(work, desk, &directories, now))
    });
    let mut all = Commit::default();
    let mut desks = Vec::new();
    for part in join_all(judged).await {
        let (commit, desk) = part?;
        all.append(commit);
        desks.push(desk);
    }
    Ok((all, desks))
}

/// Makes it durable and tells everybody who waits for the log.
async fn write(
    commit: Commit,
    store: &dyn Store,
    wakes: &Wakes,
    now: Timestamp,
) -> Result<Vec<Judged>, IngestError> {
    let places = if commit.batch.is_empty() {
        Vec::new()
    } else {
        store.commit(&commit.batch).await?
    };
    wake(&commit, &places, wakes);
    Ok(commit.answers(&places, now))
}

/// Judges a part in the order of arrival. Blocks.
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
                    .ok_or(Undecided::Gone)
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
