//! `GET /api/v1/sync/pull?cursor=…&most=…`: from a cursor to what is new, and to the next cursor.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{Cursor, MOST_PULL_ROWS, PullReply, PullRow};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{naming, rows};
use crate::auth::SignedIn;
use crate::clock;
use crate::error::ApiError;
use crate::state::App;
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
    SignedIn(principal): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, ApiError> {
    let reply = read(&app, &principal, &asked, clock::now()).await?;
    cbor(&reply)
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
    let known: Option<Cursor> = asked
        .cursor
        .parse()
        .ok()
        .filter(|c: &Cursor| c.epoch == head.epoch && c.scope == scope && c.seq <= head.seq);

    let mut reply = Vec::new();
    let mut next = match known {
        Some(cursor) => cursor,
        None => {
            reply.push(PullRow::Begin);
            Cursor {
                epoch: head.epoch,
                scope,
                directory: 0,
                seq: head.seq,
                naming: Some(naming::START),
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
        Some(after) => {
            next.naming =
                naming::page(app.store.as_ref(), principal, after, most, &mut reply).await?;
            if next.naming.is_none() {
                reply.push(PullRow::Complete);
            }
            // The log since the beginning of the naming comes next.
            next.naming.is_some() || head.seq > next.seq
        }
        None => {
            next.seq =
                rows::page(app.store.as_ref(), principal, next.seq, most, &mut reply).await?;
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
