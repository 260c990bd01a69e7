//! Keeps packs up to date in the background: at start, and whenever enough has happened or some time has passed. It takes no input:
//! each round looks at what is there.

use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::SubdistrictId;
use tokio_util::sync::CancellationToken;

use super::{PackFiles, make_all};
use crate::store::Store;

/// When the next round is due.
struct Pace {
    /// After packs were made, those that are fetching them, or are told what lies in none, are left alone for so long.
    quiet: Duration,
    /// Between two looks whether much has happened.
    look: Duration,
    /// So many new places in the logs are much: they can be those of a pack's documents.
    much: u64,
    /// Between two rounds, unless much has happened.
    pause: Duration,
}

const PACE: Pace = Pace {
    quiet: Duration::from_secs(300),
    look: Duration::from_secs(30),
    much: 1_000,
    pause: Duration::from_secs(600),
};

/// Runs until the server stops.
pub async fn keep(store: Arc<dyn Store>, files: PackFiles, stopping: CancellationToken) {
    loop {
        let subdistricts = of(store.as_ref()).await;
        let from = reached(store.as_ref(), &subdistricts).await;
        let mut any = false;
        for subdistrict in &subdistricts {
            let round = make_all(store.as_ref(), &files, subdistrict);
            tokio::select! {
                () = stopping.cancelled() => return,
                made = round => match made {
                    Ok(0) => {}
                    Ok(made) => {
                        any = true;
                        tracing::info!(%subdistrict, made, "packs made");
                    }
                    Err(error) => tracing::error!(%subdistrict, %error, "packs not made"),
                },
            }
        }
        let quiet = if any { PACE.quiet } else { Duration::ZERO };
        let pause = async {
            tokio::time::sleep(quiet).await;
            PACE.much_has_happened(store.as_ref(), &subdistricts, from)
                .await;
        };
        tokio::select! {
            () = stopping.cancelled() => return,
            () = pause => {}
        }
    }
}

impl Pace {
    /// Waits until it has, or until the pause is over.
    async fn much_has_happened(&self, store: &dyn Store, of: &[SubdistrictId], from: u64) {
        let looks = async {
            while reached(store, of).await.saturating_sub(from) < self.much {
                tokio::time::sleep(self.look).await;
            }
        };
        let _ = tokio::time::timeout(self.pause, looks).await;
    }
}

/// How far their logs reach, all together.
async fn reached(store: &dyn Store, subdistricts: &[SubdistrictId]) -> u64 {
    let mut sum = 0u64;
    for subdistrict in subdistricts {
        if let Ok(Some(head)) = store.head(subdistrict).await {
            sum = sum.saturating_add(head.seq);
        }
    }
    sum
}

async fn of(store: &dyn Store) -> Vec<SubdistrictId> {
    match store.tenants().await {
        Ok(tenants) => tenants
            .into_iter()
            .map(|tenant| tenant.directory.subdistrict)
            .collect(),
        Err(error) => {
            tracing::error!(%error, "the subdistricts cannot be read");
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::clock::Clock;
    use crate::fixture::{Draft, report, tenant, worker};
    use crate::ingest::Ingest;
    use crate::log::Wakes;
    use crate::state::Directories;
    use crate::store::Tenants;
    use crate::store::sqlite::Sqlite;

    #[tokio::test]
    async fn the_next_round_is_due_when_enough_has_come_or_the_pause_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).await.unwrap();
        let directories = Directories::default();
        store.found(&tenant("s"), &[]).await.unwrap();
        directories.put(tenant("s"));
        let store: Arc<dyn Store> = Arc::new(store);
        let (ingest, _) = Ingest::start(
            store.clone(),
            directories,
            Wakes::default(),
            Clock::default(),
        );
        let change = Draft::found(1, &worker(), &report()).1;
        ingest.judge(worker(), vec![change]).await.unwrap();
        let pace = Pace {
            look: Duration::from_millis(1),
            much: 1,
            ..PACE
        };
        let of = of(store.as_ref()).await;
        let soon = Duration::from_secs(60);
        let due = pace.much_has_happened(store.as_ref(), &of, 0);
        tokio::time::timeout(soon, due).await.unwrap();

        // That one is counted: nothing has happened since.
        let pause = Duration::from_millis(50);
        let (pace, began) = (Pace { pause, ..pace }, Instant::now());
        pace.much_has_happened(store.as_ref(), &of, 1).await;
        assert!(began.elapsed() >= pause);
    }
}
