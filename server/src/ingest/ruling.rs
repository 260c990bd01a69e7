//! `/api/v1/sync/held`: a supervisor sees what is held and decides.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::form::{MOST_REASON, text, written};
use gridloop_shared::model::{CaseId, CaseRow, DeviceId, PersonId, PhotoHash, Principal};
use gridloop_shared::policy::{Office, holds};
use gridloop_shared::sync::{Held, HeldReply, Ruling, decode as read};

use super::decision::ToRule;
use super::judge::contained;
use crate::auth::{Sender, SignedIn};
use crate::error::ApiError;
use crate::state::App;
use crate::store::{SetAside, StoreError};
use crate::wire::cbor;

/// Answers what is held.
pub async fn held(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
) -> Result<Response, ApiError> {
    may_rule(&principal)?;
    let all = app.store.held(&principal.subdistrict, None).await?;
    let mut documents: Vec<CaseId> = all.iter().map(|aside| aside.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let mut rows: HashMap<CaseId, CaseRow> = HashMap::new();
    let mut would_be: HashMap<CaseId, CaseDocument> = HashMap::new();
    for entered in app.store.whole(&documents).await? {
        if let Ok(document) = CaseDocument::load(&entered.snapshot) {
            would_be.insert(entered.document, document);
            rows.insert(entered.document, entered.row);
        }
    }
    let shown = move || {
        all.into_iter()
            .map(|aside| {
                let row = rows.get(&aside.document).cloned();
                shown(aside, row, &mut would_be)
            })
            .collect()
    };
    cbor(&HeldReply {
        held: tokio::task::spawn_blocking(shown).await?,
        now: app.clock.now(),
    })
}

/// Reads an act in the case as it would be if what was held before it were taken: an act may build on one that is held.
fn shown(
    aside: SetAside,
    row: Option<CaseRow>,
    would_be: &mut HashMap<CaseId, CaseDocument>,
) -> Held {
    let document = would_be.entry(aside.document).or_default();
    // What builds on something held was never judged.
    let read = contained(|| {
        let change = IncomingChange::decode(&aside.bytes).ok()?;
        let act = change.recall(document, aside.document)?;
        let mut after = document.clone();
        let applies = change.fits_late(document).is_ok() && after.apply(&change).is_ok();
        Some((act, applies.then_some(after)))
    });
    let (act, after) = read.flatten().unzip();
    if let Some(after) = after.flatten() {
        *document = after;
    }
    Held {
        hash: aside.hash,
        document: aside.document,
        person: aside.person,
        device: aside.device,
        code: aside.code,
        at: aside.at,
        act,
        row,
    }
}

/// Whose held acts name a photo, for somebody who has to see it to decide on them.
///
/// # Errors
/// When the store fails.
pub async fn authors_to_rule(
    app: &App,
    principal: &Principal,
    photo: &PhotoHash,
) -> Result<BTreeSet<PersonId>, StoreError> {
    if !holds(principal, Office::Rule) {
        return Ok(BTreeSet::new());
    }
    let held = app.store.held(&principal.subdistrict, None).await?;
    // A change is not compressed, and its step is a text: the hash of a photo stands in it as it is written.
    let naming = held.into_iter().filter(|aside| names(&aside.bytes, photo));
    Ok(naming.map(|aside| aside.person).collect())
}

/// Carries out a decision.
pub async fn rule(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    body: Bytes,
) -> Result<StatusCode, ApiError> {
    may_rule(&principal)?;
    let ruling: Ruling =
        read(&body).map_err(|_| ApiError::BadRequest("The body is no decision."))?;
    let said = if ruling.take {
        text(&ruling.reason, MOST_REASON).is_ok()
    } else {
        written(&ruling.reason, MOST_REASON).is_ok()
    };
    if !said {
        return Err(ApiError::BadRequest(
            "Say why it is not taken, in no more words than a reason may have.",
        ));
    }
    let all = app.store.held(&principal.subdistrict, None).await?;
    let is_it = |aside: &SetAside| aside.hash == ruling.hash && aside.device == ruling.device;
    let document = all
        .iter()
        .find(|aside| is_it(aside))
        .map(|aside| aside.document)
        .ok_or(ApiError::NotFound)?;
    let held: Vec<SetAside> = all
        .into_iter()
        .filter(|aside| aside.document == document)
        .collect();
    let authors = authors(&app, &held).await?;
    let to_rule = move || ToRule::new(ruling, held, &authors);
    let to_rule = tokio::task::spawn_blocking(to_rule).await?;
    match app.ingest.ruled(principal, to_rule).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(no) => Err(no.into()),
    }
}

/// Who did what is held, with what they may do now and could do before.
async fn authors(app: &App, held: &[SetAside]) -> Result<HashMap<DeviceId, Sender>, StoreError> {
    let mut authors = HashMap::new();
    for aside in held {
        if authors.contains_key(&aside.device) {
            continue;
        }
        let (subdistrict, person) = (aside.subdistrict.clone(), aside.person.clone());
        let rights = app.store.rights(&subdistrict, &person).await?;
        let (grants, former) = rights.unwrap_or_default();
        let principal = Principal {
            person,
            device: aside.device,
            subdistrict,
            grants,
        };
        let sender = Sender {
            former,
            ..principal.into()
        };
        authors.insert(aside.device, sender);
    }
    Ok(authors)
}

fn names(change: &[u8], hash: &PhotoHash) -> bool {
    let wanted = hash.as_str().as_bytes();
    change.windows(wanted.len()).any(|window| window == wanted)
}

fn may_rule(principal: &Principal) -> Result<(), ApiError> {
    holds(principal, Office::Rule)
        .then_some(())
        .ok_or(ApiError::NotFound)
}
