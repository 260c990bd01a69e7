//! `POST /api/v1/sync/give-back`: what was admitted once and is not here, recognised by its seal and taken in again.
//!
//! Nobody's rights are asked: they were, when it was admitted. Who gives it back only carries it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, Timestamp};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::sync::{
    Code, Entered, GiveBackReply, GiveBackRequest, GivenBack, LostChange, LostDocument,
    MOST_GIVE_BACK_CHANGES, MOST_PUSH_CHANGES, PushChange, Seal, decode as read,
};

use super::decode::{Decoded, decode};
use super::desk::Desk;
use super::judge::trusted;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::seal::SealKey;
use crate::state::App;
use crate::store::Admission;
use crate::wire::cbor;

/// A document on its way back, decoded.
#[derive(Debug, Clone)]
pub struct Lost {
    /// Which document.
    pub document: CaseId,
    /// Its changes, with when they arrived.
    pub changes: Vec<(Decoded, Timestamp)>,
    /// Their seal.
    pub seal: Seal,
}

impl Lost {
    /// Decodes what was sent. Blocks for some microseconds a change.
    pub fn decode(sent: LostDocument) -> Self {
        let LostDocument {
            document,
            changes,
            seal,
        } = sent;
        let times: Vec<Timestamp> = changes.iter().map(|change| change.at).collect();
        let changes = changes
            .into_iter()
            .map(|LostChange { bytes, .. }| PushChange { document, bytes })
            .collect();
        Self {
            document,
            changes: decode(changes).into_iter().zip(times).collect(),
            seal,
        }
    }
}

/// Takes in documents that come back, and answers how each stands after the commit.
pub async fn give_back(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    body: Bytes,
) -> Result<Response, ApiError> {
    let GiveBackRequest { documents } =
        read(&body).map_err(|_| ApiError::BadRequest("The body is no request to give back."))?;
    let changes: usize = documents.iter().map(|lost| lost.changes.len()).sum();
    if documents.len() > MOST_PUSH_CHANGES || changes > MOST_GIVE_BACK_CHANGES {
        return Err(ApiError::TooLarge);
    }
    let ids: Vec<CaseId> = documents.iter().map(|lost| lost.document).collect();
    let judged = app.ingest.take_back(principal.clone(), documents).await?;
    let whole = app.store.whole(&ids).await?;
    let mut visible: HashMap<CaseId, Entered> = whole
        .into_iter()
        .filter(|entered| permits(&principal, Action::View, &Facts::from(&entered.row)).is_ok())
        .map(|entered| (entered.document, entered))
        .collect();
    let answer = |(id, done): (&CaseId, Result<(), Code>)| GivenBack {
        refused: done.err(),
        entered: visible.remove(id).map(Box::new),
    };
    cbor(&GiveBackReply {
        documents: ids.iter().zip(judged.restored).map(answer).collect(),
        now: judged.now,
    })
}

/// What is taken of a document that came back.
pub struct Restored {
    /// What was not here.
    pub admissions: Vec<Admission>,
    /// Whether that is all of it.
    pub whole: Result<(), Code>,
}

impl Restored {
    /// Nothing of it.
    pub const fn not(code: Code) -> Self {
        Self {
            admissions: Vec::new(),
            whole: Err(code),
        }
    }
}

/// Holds a document against its seal and applies on the desk what is not there. `index` is the place that the first admission
/// would have among those of the commit.
pub fn restore(key: &SealKey, lost: &Lost, desk: &mut Desk, index: usize) -> Restored {
    let seal = lost
        .changes
        .iter()
        .map(|(change, at)| key.seal(&lost.document, &change.hash, *at))
        .fold(Seal::default(), Seal::join);
    // The seal of nothing is nobody's mark, and what is joined twice leaves none.
    let hashes: HashSet<&ChangeHash> = lost
        .changes
        .iter()
        .map(|(change, _)| &change.hash)
        .collect();
    if seal != lost.seal || lost.changes.is_empty() || hashes.len() != lost.changes.len() {
        return Restored::not(Code::NotFound);
    }
    let mut restored = Restored {
        admissions: Vec::new(),
        whole: Ok(()),
    };
    for (decoded, at) in &lost.changes {
        let known = desk.recalled().known.contains_key(&decoded.hash);
        let here = desk.document(&decoded.document).ok().flatten();
        let holds = here.is_some_and(|here| here.document.contains(&decoded.hash));
        if known || holds || desk.admitted(&decoded.hash).is_some() {
            continue;
        }
        let index = index.saturating_add(restored.admissions.len());
        match trusted(key, decoded, *at, desk, index) {
            Ok(admission) => restored.admissions.push(admission),
            Err(code) => {
                restored.whole = Err(code);
                break;
            }
        }
    }
    restored
}
