//! What was decided of the caller's own acts.

use gridloop_shared::command::Act;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::PullRow;

use crate::error::ApiError;
use crate::store::{Ruled, Store, StoreError};
use crate::would_be::WouldBe;

/// So long a decision on what was done on a device that shows nothing any more is told the person's other devices, in milliseconds.
const TOLD_FOR: i64 = 30 * 86_400_000;

/// Decisions on what was done on this device, between two places.
pub async fn here(
    store: &dyn Store,
    principal: &Principal,
    after: u64,
    up_to: u64,
    reply: &mut Vec<PullRow>,
) -> Result<(), StoreError> {
    let ruled = store.ruled(principal.device, after, up_to).await?;
    reply.extend(ruled.into_iter().map(|ruled| row(ruled, None)));
    Ok(())
}

/// Decisions on what the person did on other devices. Told once: whoever has read up to there has put it away, or not.
pub async fn elsewhere(
    store: &dyn Store,
    principal: &Principal,
    after: u64,
    up_to: u64,
    now: Timestamp,
    reply: &mut Vec<PullRow>,
) -> Result<(), ApiError> {
    let since = Timestamp::from_millis(now.millis().saturating_sub(TOLD_FOR));
    let ruled = store
        .ruled_elsewhere(principal, after, up_to, since)
        .await?;
    if ruled.is_empty() {
        return Ok(());
    }
    let lost = ruled.iter().filter_map(|ruled| ruled.lost.as_ref());
    let documents = lost.map(|(document, _)| *document).collect();
    let mut would_be = WouldBe::of(store, documents).await?;
    let told = move || {
        let told = ruled.into_iter().map(|elsewhere| {
            let lost = elsewhere.lost;
            let act = lost.and_then(|(document, bytes)| would_be.act(document, &bytes));
            row(elsewhere.ruled, act.map(Box::new))
        });
        told.collect::<Vec<_>>()
    };
    reply.extend(tokio::task::spawn_blocking(told).await?);
    Ok(())
}

fn row(ruled: Ruled, act: Option<Box<Act>>) -> PullRow {
    PullRow::Ruled {
        command: ruled.command,
        taken: ruled.taken,
        reason: ruled.reason,
        act,
    }
}
