//! Changes from outside become the log. Each stage consumes what the one before made:
//! `receive` (bytes → a batch) → `decode` (contained, off the writer) → `judge` (with what is known) → `persist`
//! (one durable transaction for all that waited) → the answer.

mod asked;
mod decision;
mod decode;
mod desk;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod give_back;
mod judge;
mod part;
mod persist;
mod receive;
mod ruling;
mod under_way;
mod writer;

use std::sync::Arc;

use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{Code, LostDocument, PushChange, Verdict};
use tokio::sync::{mpsc, oneshot};

pub use decode::{Decoded, decode};
pub use give_back::give_back;
pub use receive::push;
pub use ruling::{authors_to_rule, held, rule};

use decision::ToRule;
use give_back::Lost;

use crate::auth::Sender;
use crate::clock;
pub use decision::Undecided;

use crate::contained::contained;
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::{Store, StoreError};

/// Batches that may wait before senders wait too.
const WAITING: usize = 256;

/// So many changes are decoded and judged where they are: to hand them to another thread would take longer.
const FEW: usize = 4;

/// What the server's clock says of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It arrives when it arrives.
    Now,
    /// It arrived when its step says: for work that is brought in from elsewhere.
    AsWritten,
}

/// What was handed in.
enum Handed {
    /// Changes to be judged.
    Changes(Vec<Decoded>, Clock),
    /// Documents that come back.
    Lost(Vec<Lost>),
    /// A supervisor's decision.
    Ruling(Box<ToRule>),
}

impl Handed {
    /// The changes in it.
    pub fn changes(&self) -> impl Iterator<Item = &Decoded> {
        let (pushed, lost) = match self {
            Self::Changes(changes, _) => (changes.as_slice(), [].as_slice()),
            Self::Ruling(ruling) => (ruling.changes(), [].as_slice()),
            Self::Lost(lost) => ([].as_slice(), lost.as_slice()),
        };
        let lost = lost.iter().flat_map(|lost| &lost.changes);
        pushed.iter().chain(lost.map(|(change, _)| change))
    }
}

/// A batch waiting for the writer.
struct Waiting {
    sender: Sender,
    handed: Handed,
    answer: oneshot::Sender<Result<Judged, IngestError>>,
}

/// What a batch is answered, after the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// One a change, in order.
    pub verdicts: Vec<Verdict>,
    /// One a document that came back, in order: whether all of it was taken.
    pub restored: Vec<Result<(), Code>>,
    /// Whether the decision was carried out; none when there was none.
    pub ruled: Option<Result<(), Undecided>>,
    /// The server's clock at the commit.
    pub now: Timestamp,
}

/// Why a batch was not judged. Nothing of it was taken.
#[derive(Debug, Clone, thiserror::Error)]
pub enum IngestError {
    /// The store failed.
    #[error(transparent)]
    Store(Arc<StoreError>),
    /// The judge panicked outside of what it contains.
    #[error("the judge stopped: {0}")]
    Judge(String),
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}

/// Where batches are handed in.
#[derive(Clone)]
pub struct Ingest {
    queue: mpsc::Sender<Waiting>,
}

impl Ingest {
    /// Starts the single writer. It ends, with everything handed in judged, when the last `Ingest` is dropped.
    pub fn start(
        store: Arc<dyn Store>,
        directories: Directories,
        wakes: Wakes,
        time: clock::Clock,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(WAITING);
        let writer = tokio::spawn(writer::run(waiting, store, directories, wakes, time));
        (Self { queue }, writer)
    }

    /// Hands in a batch; the receiver gets the verdicts once they are durable.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn hand_in(
        &self,
        sender: impl Into<Sender>,
        changes: Vec<Decoded>,
        clock: Clock,
    ) -> Result<oneshot::Receiver<Result<Judged, IngestError>>, IngestError> {
        self.queued(sender.into(), Handed::Changes(changes, clock))
            .await
    }

    async fn queued(
        &self,
        sender: Sender,
        handed: Handed,
    ) -> Result<oneshot::Receiver<Result<Judged, IngestError>>, IngestError> {
        let (answer, verdicts) = oneshot::channel();
        self.queue
            .send(Waiting {
                sender,
                handed,
                answer,
            })
            .await
            .map_err(|_| IngestError::Stopping)?;
        Ok(verdicts)
    }

    /// Decodes, hands in and waits.
    ///
    /// # Errors
    /// When nothing was judged.
    pub async fn judge(
        &self,
        sender: impl Into<Sender>,
        changes: Vec<PushChange>,
    ) -> Result<Judged, IngestError> {
        let count = changes.len();
        let decode = move || Handed::Changes(decode(changes), Clock::Now);
        self.answered(sender.into(), count, decode).await
    }

    /// Takes in documents that come back, and waits.
    ///
    /// # Errors
    /// When nothing was taken in.
    pub async fn take_back(
        &self,
        principal: Principal,
        documents: Vec<LostDocument>,
    ) -> Result<Judged, IngestError> {
        let count = documents.iter().map(|lost| lost.changes.len()).sum();
        let decode = move || Handed::Lost(documents.into_iter().map(Lost::decode).collect());
        self.answered(principal.into(), count, decode).await
    }

    /// Carries out a supervisor's decision, and waits. Answers why it was not carried out, if so.
    ///
    /// # Errors
    /// When nobody looked at it.
    pub async fn ruled(
        &self,
        by: Principal,
        ruling: ToRule,
    ) -> Result<Result<(), Undecided>, IngestError> {
        let handed = move || Handed::Ruling(Box::new(ruling));
        let judged = self.answered(by.into(), 0, handed).await?;
        // Whoever hands in a decision is answered one.
        Ok(judged.ruled.unwrap_or(Err(Undecided::Gone)))
    }

    async fn answered(
        &self,
        sender: Sender,
        changes: usize,
        decode: impl FnOnce() -> Handed + Send + 'static,
    ) -> Result<Judged, IngestError> {
        let handed = off_the_runtime(changes, decode).await?;
        self.queued(sender, handed)
            .await?
            .await
            .map_err(|_| IngestError::Stopping)?
    }
}

/// Works on so many changes, some 100 µs each: on a thread that holds up nobody else who is served, unless they are few. A panic ends
/// the work alone.
async fn off_the_runtime<T: Send + 'static>(
    changes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, IngestError> {
    if changes <= FEW {
        let stopped = || IngestError::Judge("panicked".to_owned());
        return contained(work).ok_or_else(stopped);
    }
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| IngestError::Judge(error.to_string()))
}

#[cfg(test)]
mod tests;
