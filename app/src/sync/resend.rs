//! The server lacks what an act builds on: this device's own part of it is sent again.

use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange, NewChange};
use gridloop_shared::model::{CaseId, Principal};
use gridloop_shared::sync::{MOST_PUSH_BYTES, MOST_PUSH_CHANGES, PushChange, Verdict};

use super::Outside;
use super::push::send;
use crate::records::{StoredDocument, ask, found};
use crate::store::LocalStore;

/// Sends this device's changes of a document again. Answers whether the server has what was missing now.
pub(super) async fn resend<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    case: CaseId,
    missing: &[ChangeHash],
) -> bool {
    let own: Vec<NewChange> = own(store, principal, case).await.unwrap_or_default();
    if !missing
        .iter()
        .all(|hash| own.iter().any(|change| change.hash == *hash))
    {
        // Somebody else's is missing: it comes from their device, or the log says how things stand.
        return false;
    }
    let bytes: usize = own.iter().map(|change| change.bytes.len()).sum();
    if own.len() > MOST_PUSH_CHANGES || bytes > MOST_PUSH_BYTES {
        return false;
    }
    let changes = own
        .into_iter()
        .map(|change| PushChange {
            document: case,
            bytes: change.bytes,
        })
        .collect();
    // What is held there is there, too: what builds on it is held with it.
    let taken = |verdict: &Verdict| {
        matches!(
            verdict,
            Verdict::Admitted { .. } | Verdict::Known { .. } | Verdict::Held { .. }
        )
    };
    send(outside, changes)
        .await
        .is_ok_and(|reply| reply.verdicts.iter().all(taken))
}

async fn own<S: LocalStore>(
    store: &S,
    principal: &Principal,
    case: CaseId,
) -> Option<Vec<NewChange>> {
    let mut answers = store.read(vec![ask::<StoredDocument>(&case)]).await.ok()?;
    let stored: StoredDocument = found(&mut answers).ok()??;
    let document = CaseDocument::load(&stored.snapshot).ok()?;
    let is_own = |change: &NewChange| {
        IncomingChange::decode(&change.bytes)
            .is_ok_and(|change| change.actor.device == principal.device)
    };
    Some(document.changes().into_iter().filter(is_own).collect())
}
