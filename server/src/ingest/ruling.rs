//! `/api/v1/sync/held`: a supervisor sees what is held and decides. What is taken is taken as its author wrote it; nobody's rights
//! are asked again.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange};
use gridloop_shared::form::{MOST_REASON, text, written};
use gridloop_shared::model::{
    CaseId, CaseRow, DeviceId, PersonId, PhotoHash, Principal, Timestamp,
};
use gridloop_shared::policy::{Office, holds};
use gridloop_shared::sync::{Code, Held, HeldReply, PushChange, Ruling, decode as read};

use super::decode::{Decoded, decode};
use super::desk::Desk;
use super::judge::trusted;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::seal::SealKey;
use crate::state::App;
use crate::store::{Admission, Decision, SetAside, Standing, StoreError};
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
    let held = all
        .into_iter()
        .map(|aside| {
            let row = rows.get(&aside.document).cloned();
            shown(aside, row, &mut would_be)
        })
        .collect();
    cbor(&HeldReply {
        held,
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
    let change = IncomingChange::decode(&aside.bytes).ok();
    let act = change
        .as_ref()
        .and_then(|change| change.recall(document, aside.document));
    if let Some(change) = change.filter(|change| act.is_some() && change.fits(document).is_ok()) {
        let mut after = document.clone();
        if after.apply(&change).is_ok() {
            *document = after;
        }
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
    let held = all
        .into_iter()
        .filter(|aside| aside.document == document)
        .collect();
    let to_rule = tokio::task::spawn_blocking(move || ToRule::new(ruling, held)).await?;
    if app.ingest.ruled(principal, to_rule).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        // Somebody else was faster.
        Err(ApiError::NotFound)
    }
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

/// A decision, with all that is held of the document.
pub struct ToRule {
    ruling: Ruling,
    /// In the order in which it came.
    changes: Vec<Decoded>,
    held: Vec<(DeviceId, Code, Timestamp)>,
}

/// What a decision comes to.
pub struct Ruled {
    /// What is taken.
    pub admissions: Vec<Admission>,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

impl ToRule {
    /// Decodes what is held. Blocks for some microseconds a change.
    fn new(ruling: Ruling, held: Vec<SetAside>) -> Self {
        let of = |aside: &SetAside| (aside.device, aside.code, aside.at);
        let facts = held.iter().map(of).collect();
        let changes = held
            .into_iter()
            .map(
                |SetAside {
                     document, bytes, ..
                 }| PushChange { document, bytes },
            )
            .collect();
        Self {
            ruling,
            changes: decode(changes),
            held: facts,
        }
    }

    /// The changes.
    pub fn changes(&self) -> &[Decoded] {
        &self.changes
    }

    /// Takes it or sets it aside for good, and with it whatever builds on it. None when there is nothing to decide any more.
    pub fn carry_out(
        &self,
        by: &Principal,
        key: &SealKey,
        desk: &mut Desk,
        index: usize,
        now: Timestamp,
    ) -> Option<Ruled> {
        let mut ruled = Ruled {
            admissions: Vec::new(),
            decisions: Vec::new(),
        };
        for (decoded, (device, code, at)) in self.changes.iter().zip(&self.held) {
            let is_it = decoded.hash == self.ruling.hash && *device == self.ruling.device;
            let follows = !ruled.decisions.is_empty() && *code == Code::BuildsOnHeld;
            if !(is_it || follows) || !still_held(desk, &decoded.hash, device) {
                continue;
            }
            let index = index.saturating_add(ruled.admissions.len());
            let kept_as = match self.ruling.take {
                true => match trusted(key, decoded, *at, desk, index) {
                    Ok(admission) => {
                        ruled.admissions.push(admission);
                        None
                    }
                    // It builds on something else that is still held.
                    Err(Code::NotFound) if follows => continue,
                    Err(code) => Some(code),
                },
                false if is_it => Some(Code::RuledOut),
                false => Some(Code::BuildsOnRefused),
            };
            ruled.decisions.push(Decision {
                subdistrict: by.subdistrict.clone(),
                hash: decoded.hash,
                device: *device,
                command: decoded.change.as_ref().ok()?.command,
                kept_as,
                reason: self.ruling.reason.clone(),
                by: by.person.clone(),
                at: now,
            });
        }
        (!ruled.decisions.is_empty()).then_some(ruled)
    }
}

/// Whether nobody has decided meanwhile.
fn still_held(desk: &Desk, hash: &ChangeHash, device: &DeviceId) -> bool {
    let earlier = desk.recalled().set_aside.get(hash).into_iter().flatten();
    earlier
        .filter(|(sender, _, _)| sender == device)
        .any(|(_, standing, _)| *standing == Standing::Held)
}
