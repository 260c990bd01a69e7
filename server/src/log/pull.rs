//! `GET /api/v1/sync/pull?cursor=…&most=…`: from a cursor to what is new, and to the next cursor.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{Cursor, MOST_PULL_ROWS, PullReply, PullRow};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{naming, rows, ruled};
use crate::auth::{Held, prolonged};
use crate::error::ApiError;
use crate::state::App;
use crate::store::Head;
use crate::wire::cbor;

/// What is asked.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    cursor: String,
    /// The most rows that are of use to the caller at once.
    #[serde(default = "most")]
    most: usize,
}

const fn most() -> usize {
    MOST_PULL_ROWS
}

/// Answers what is new for the caller.
pub async fn pull(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, ApiError> {
    let held = Held::of(&headers, &app).await?;
    let reply = read(&app, &held.principal(), &asked, app.clock.now()).await?;
    // Whoever follows the log uses their session.
    Ok(prolonged(&app, &held, cbor(&reply)?).await)
}

/// What is new for this principal after the cursor that they ask with.
async fn read(
    app: &App,
    principal: &Principal,
    asked: &Asked,
    now: Timestamp,
) -> Result<PullReply, ApiError> {
    // Before anything else is read: whatever is committed later is read again from here.
    let head = app
        .store
        .head(&principal.subdistrict)
        .await?
        .ok_or(ApiError::NotFound)?;
    let directory = app
        .directories
        .of(&principal.subdistrict)
        .ok_or(ApiError::NotFound)?;
    let scope = scope(principal);
    let most = asked.most.clamp(1, MOST_PULL_ROWS);
    let read: Option<Cursor> = asked.cursor.parse().ok();
    let lost = match &read {
        Some(read) => !is_of_this_log(app, principal, read, &head).await?,
        None => false,
    };
    let known = read.filter(|read| !lost && read.scope == scope && read.seq >= head.floor);

    let mut reply = Vec::new();
    let mut next = match known {
        Some(cursor) => cursor,
        None => {
            reply.push(PullRow::Begin { lost });
            let store = app.store.as_ref();
            // Those between the cursor that does not fit any more and here are among them.
            ruled::here(store, principal, 0, head.seq, &mut reply).await?;
            let told = read.filter(|_| !lost).map_or(0, |read| read.seq);
            ruled::elsewhere(store, principal, told, head.seq, now, &mut reply).await?;
            let packs = naming::packs(store, principal, &mut reply).await?;
            Cursor {
                epoch: head.epoch,
                scope,
                directory: 0,
                seq: head.seq,
                check: head.chain,
                naming: Some((naming::START, packs)),
            }
        }
    };
    if next.directory < directory.version {
        reply.push(PullRow::Directory {
            directory: Box::new(directory.as_ref().clone()),
        });
        next.directory = directory.version;
    }
    let more = match next.naming {
        Some((after, packs)) => {
            let store = app.store.as_ref();
            let named = naming::page(store, principal, after, packs, most, &mut reply).await?;
            next.naming = named.map(|after| (after, packs));
            if next.naming.is_none() {
                reply.push(PullRow::Complete);
            }
            // The log since the beginning of the naming comes next.
            next.naming.is_some() || head.seq > next.seq
        }
        None => {
            let from = next.seq;
            (next.seq, next.check) =
                rows::page(app, principal, from, &head, most, &mut reply).await?;
            let store = app.store.as_ref();
            ruled::here(store, principal, from, next.seq, &mut reply).await?;
            ruled::elsewhere(store, principal, from, next.seq, now, &mut reply).await?;
            head.seq > next.seq
        }
    };
    Ok(PullReply {
        rows: reply,
        cursor: next.to_string(),
        more,
        now,
    })
}

/// Whether somebody has read this log up to there, and not one that went on differently after an older copy was put in its place.
async fn is_of_this_log(
    app: &App,
    principal: &Principal,
    cursor: &Cursor,
    head: &Head,
) -> Result<bool, ApiError> {
    if cursor.epoch != head.epoch || cursor.seq > head.seq {
        return Ok(false);
    }
    if cursor.seq <= head.floor {
        // What the log held there cannot be told any more. Its epoch is right: it was trimmed, and nothing was lost.
        return Ok(true);
    }
    let chain = if cursor.seq == head.seq {
        Some(head.chain)
    } else {
        app.store
            .chain_at(&principal.subdistrict, cursor.seq)
            .await?
    };
    Ok(chain == Some(cursor.check))
}

/// A number that differs when the person or their grants differ.
fn scope(principal: &Principal) -> u64 {
    let mut hash = Sha256::new();
    hash.update(principal.subdistrict.as_str());
    hash.update([0]);
    hash.update(principal.person.as_str());
    hash.update([0]);
    hash.update(serde_json::to_vec(&principal.grants).unwrap_or_default());
    hash.finalize()
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}
