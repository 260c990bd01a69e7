//! Changes from outside become the log. Each stage consumes what the one before made:
//! `receive` (bytes → a batch) → `decode` (contained, off the writer) → `judge` (with what is known) → `persist`
//! (one durable transaction for all that waited) → the answer.

mod decode;
mod desk;
mod judge;
mod persist;
mod receive;
mod writer;

use std::sync::Arc;

use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{PushChange, Verdict};
use tokio::sync::{mpsc, oneshot};

pub use decode::{Decoded, decode};
pub use receive::push;

use crate::log::Wakes;
use crate::state::Directories;
use crate::store::{Store, StoreError};

/// Batches that may wait before senders wait too.
const WAITING: usize = 256;

/// What the server's clock says of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It arrives when it arrives.
    Now,
    /// It arrived when its step says: for work that is brought in from elsewhere.
    AsWritten,
}

/// A batch waiting for the writer.
struct Waiting {
    principal: Principal,
    changes: Vec<Decoded>,
    clock: Clock,
    answer: oneshot::Sender<Result<Judged, IngestError>>,
}

/// The verdicts on a batch, after the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// One a change, in order.
    pub verdicts: Vec<Verdict>,
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
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(WAITING);
        let writer = tokio::spawn(writer::run(waiting, store, directories, wakes));
        (Self { queue }, writer)
    }

    /// Hands in a batch; the receiver gets the verdicts once they are durable.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn hand_in(
        &self,
        principal: Principal,
        changes: Vec<Decoded>,
        clock: Clock,
    ) -> Result<oneshot::Receiver<Result<Judged, IngestError>>, IngestError> {
        let (answer, verdicts) = oneshot::channel();
        self.queue
            .send(Waiting {
                principal,
                changes,
                clock,
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
        principal: Principal,
        changes: Vec<PushChange>,
    ) -> Result<Judged, IngestError> {
        let decoded = tokio::task::spawn_blocking(move || decode(changes))
            .await
            .map_err(|error| IngestError::Judge(error.to_string()))?;
        self.hand_in(principal, decoded, Clock::Now)
            .await?
            .await
            .map_err(|_| IngestError::Stopping)?
    }
}

#[cfg(test)]
mod tests;
