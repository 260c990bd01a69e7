//! The follow-up: the server reminds, escalates and carries answers on, as somebody who acts like all others.
//!
//! It reads the log from its own place and notes what each document waits for; when the time has come it plans again from the document as
//! it stands and hands its acts in. Both can be done again at any time: an act has an identifier that follows from why it is done, and the
//! judge takes it once.

mod act;
mod opened;
mod read;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::select_all;
use gridloop_shared::follow_up::system;
use gridloop_shared::model::{CaseId, DeviceId, Principal, SubdistrictId, Timestamp};
use gridloop_shared::sync::Entered;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::ingest::{Ingest, IngestError};
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::{Store, StoreError};

/// How long it rests when nothing is due and nothing comes.
const REST: Duration = Duration::from_secs(60);
/// Carried answers may be carried on; so often in one round.
const MOST_TURNS: usize = 20;
/// How long it lets news gather: nothing that it does is so urgent that whoever is pushing should wait for it.
const CALM: Duration = Duration::from_secs(1);
/// How long it leaves alone what failed.
const AGAIN: Duration = Duration::from_secs(5);

/// Why a round was not finished. What was done stays.
#[derive(Debug, thiserror::Error)]
pub enum FollowUpError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The way in.
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

/// What follows up.
pub struct FollowUp {
    /// Where documents are.
    pub store: Arc<dyn Store>,
    /// The reference data, with calendar and rules.
    pub directories: Directories,
    /// Where its acts go.
    pub ingest: Ingest,
    /// Tells when a log has grown.
    pub wakes: Wakes,
    /// What time it is.
    pub clock: Clock,
    /// What it acts on: another one after each start, so that a restored server does not write under numbers that it has used.
    pub device: DeviceId,
}

impl fmt::Debug for FollowUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FollowUp")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl FollowUp {
    /// Runs until the server stops.
    pub async fn run(self, stopping: CancellationToken) {
        loop {
            let subdistricts = self.directories.all();
            let mut news: Vec<_> = subdistricts.iter().map(|it| self.wakes.wait(it)).collect();
            let mut rest = REST;
            for subdistrict in &subdistricts {
                let round = tokio::select! {
                    () = stopping.cancelled() => return,
                    round = self.round(subdistrict) => round,
                };
                match round {
                    Ok(Some(next)) => rest = rest.min(self.until(next)),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::error!(%subdistrict, %error, "the follow-up did not come to its end");
                        rest = rest.min(AGAIN);
                    }
                }
            }
            let any = async {
                if news.is_empty() {
                    std::future::pending::<()>().await;
                }
                let changed = news.iter_mut().map(|it| Box::pin(it.changed()));
                // A log that nobody writes to any more is no news.
                let _ = select_all(changed).await;
            };
            let gathered = async {
                any.await;
                tokio::time::sleep(CALM).await;
            };
            tokio::select! {
                () = stopping.cancelled() => return,
                () = tokio::time::sleep(rest) => {}
                () = gathered => {}
            }
        }
    }

    /// Reads what is new and does what is due, once. Answers when something will be due next.
    ///
    /// # Errors
    /// When it was not finished; the next round goes on.
    pub async fn round(
        &self,
        subdistrict: &SubdistrictId,
    ) -> Result<Option<Timestamp>, FollowUpError> {
        let Some(own) = self.directories.subdistrict(subdistrict) else {
            return Ok(None);
        };
        // What it does is new itself, and may be waited for. Others wait, too: what is left is for the next round.
        for _ in 0..MOST_TURNS {
            let followed = self.read(subdistrict, &own).await?;
            if !self.act(subdistrict, &own, followed).await? {
                break;
            }
        }
        Ok(self.store.next_due(subdistrict).await?)
    }

    /// Documents as they stand; without those that do not read, so that one of them does not hold up all others.
    async fn whole(&self, documents: &[CaseId]) -> Result<Vec<Entered>, StoreError> {
        match self.store.whole(documents).await {
            Ok(whole) => return Ok(whole),
            Err(error) => tracing::error!(%error, "of these documents one does not read"),
        }
        let mut whole = Vec::new();
        for document in documents {
            match self.store.whole(&[*document]).await {
                Ok(one) => whole.extend(one),
                Err(error) => tracing::error!(%document, %error, "a document does not read"),
            }
        }
        Ok(whole)
    }

    fn until(&self, next: Timestamp) -> Duration {
        let millis = next.since(self.clock.now()).max(0);
        Duration::from_millis(millis.unsigned_abs())
    }

    /// The server, as it acts in a subdistrict.
    fn as_somebody(&self, subdistrict: &SubdistrictId) -> Option<Principal> {
        system(subdistrict.clone(), self.device)
    }
}

#[cfg(test)]
mod tests;
