//! Keeps packs up to date in the background: at start, and whenever enough has happened or some time has passed. It takes no input:
//! each round looks at what is there.

use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::SubdistrictId;
use tokio_util::sync::CancellationToken;

use super::{PackFiles, make_all};
use crate::store::Store;

/// Between two rounds, unless much has happened.
const PAUSE: Duration = Duration::from_secs(600);
/// After packs were made, those that are fetching them, or are told what lies in none, are left alone for so long.
const QUIET: Duration = Duration::from_secs(300);
/// Between two looks whether much has happened.
const LOOK: Duration = Duration::from_secs(30);
/// So many new places in the logs are much: they can be those of a pack's documents.
const MUCH: u64 = 1_000;

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
        let quiet = if any { QUIET } else { Duration::ZERO };
        let pause = async {
            tokio::time::sleep(quiet).await;
            much_has_happened(store.as_ref(), &subdistricts, from).await;
        };
        tokio::select! {
            () = stopping.cancelled() => return,
            () = pause => {}
        }
    }
}

/// Waits until it has, or until the pause is over.
async fn much_has_happened(store: &dyn Store, subdistricts: &[SubdistrictId], from: u64) {
    let looks = async {
        loop {
            tokio::time::sleep(LOOK).await;
            if reached(store, subdistricts).await.saturating_sub(from) >= MUCH {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(PAUSE, looks).await;
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
