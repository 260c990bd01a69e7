//! Keeps packs up to date in the background: at start, and whenever enough has happened. It takes no input: each round looks at what
//! is there.

use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::SubdistrictId;
use tokio_util::sync::CancellationToken;

use super::{PackFiles, make_all};
use crate::store::Store;

/// Between two rounds.
const PAUSE: Duration = Duration::from_secs(600);

/// Runs until the server stops.
pub async fn keep(store: Arc<dyn Store>, files: PackFiles, stopping: CancellationToken) {
    loop {
        for subdistrict in &of(store.as_ref()).await {
            let round = make_all(store.as_ref(), &files, subdistrict);
            tokio::select! {
                () = stopping.cancelled() => return,
                made = round => match made {
                    Ok(0) => {}
                    Ok(made) => tracing::info!(%subdistrict, made, "packs made"),
                    Err(error) => tracing::error!(%subdistrict, %error, "packs not made"),
                },
            }
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
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
