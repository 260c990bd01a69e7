//! `/api/v1/sync/held`: a supervisor sees what is held and decides.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gridloop_shared::form::{MOST_REASON, text, written};
use gridloop_shared::model::{DeviceId, PersonId, PhotoHash, Principal};
use gridloop_shared::policy::{Office, holds};
use gridloop_shared::sync::{Held, HeldReply, Ruling, decode as read};

use super::decision::{ToRule, Undecided};
use crate::auth::{Sender, SignedIn};
use crate::error::ApiError;
use crate::state::App;
use crate::store::{SetAside, StoreError};
use crate::wire::cbor;
use crate::would_be::WouldBe;

/// Answers what is held.
pub async fn held(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
) -> Result<Response, ApiError> {
    may_rule(&principal)?;
    let all = app.store.held(&principal.subdistrict, None).await?;
    let documents = all.iter().map(|aside| aside.document).collect();
    let mut would_be = WouldBe::of(app.store.as_ref(), documents).await?;
    let shown = move || {
        all.into_iter()
            .map(|aside| shown(aside, &mut would_be))
            .collect()
    };
    cbor(&HeldReply {
        held: tokio::task::spawn_blocking(shown).await?,
        now: app.clock.now(),
    })
}

fn shown(aside: SetAside, would_be: &mut WouldBe) -> Held {
    Held {
        hash: aside.hash,
        document: aside.document,
        person: aside.person,
        device: aside.device,
        code: aside.code,
        at: aside.at,
        act: would_be.act(aside.document, &aside.bytes),
        row: would_be.row(&aside.document),
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
        Err(Undecided::Gone) => Err(ApiError::NotFound),
        Err(Undecided::BuildsOnHeld) => Err(ApiError::BuildsOnHeld),
        Err(Undecided::DoesNotFit) => Err(ApiError::DoesNotFit),
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
