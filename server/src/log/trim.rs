//! Forgets the beginning of the log in the background, so that it does not grow without end. Documents hold all of their changes;
//! whoever has not pulled for so long is told everything anew.

use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::store::Store;

/// Between two rounds.
const PAUSE: Duration = Duration::from_secs(24 * 3600);

/// Runs until the server stops.
pub async fn trim(
    store: Arc<dyn Store>,
    keep_days: u16,
    clock: Clock,
    stopping: CancellationToken,
) {
    loop {
        round(store.as_ref(), since(clock.now(), keep_days)).await;
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

async fn round(store: &dyn Store, before: Timestamp) {
    let tenants = store.tenants().await.unwrap_or_else(|error| {
        tracing::error!(%error, "the subdistricts cannot be read");
        Vec::new()
    });
    for tenant in tenants {
        let subdistrict = tenant.directory.subdistrict;
        match store.trim(&subdistrict, before).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(%subdistrict, rows, "the log was trimmed"),
            Err(error) => tracing::error!(%subdistrict, %error, "the log was not trimmed"),
        }
    }
}

fn since(now: Timestamp, days: u16) -> Timestamp {
    now.plus_hours(-24 * i64::from(days))
}
