//! Everything that somebody may see, named page by page in the order of identifiers.

use gridloop_shared::model::{CaseId, Principal};
use gridloop_shared::policy::{Action, Facts, permits, sees_all};
use gridloop_shared::sync::PullRow;

use super::rows::still_seen;
use crate::store::{Store, StoreError};

/// Before the first identifier.
pub const START: CaseId = CaseId::from_bytes([0; 16]);

/// Documents looked at in one go.
const LOOK: u32 = 1_000;
/// A page ends with the document that passes this many bytes of snapshots.
const ENOUGH_BYTES: usize = 1024 * 1024;
/// A page that finds nothing ends after looking at so many, so that no request runs long.
const MOST_LOOKED_AT: u32 = 50_000;

/// Names the packs, for whoever sees everything. Answers which they are.
pub async fn packs(
    store: &dyn Store,
    principal: &Principal,
    reply: &mut Vec<PullRow>,
) -> Result<u64, StoreError> {
    if !sees_all(principal) {
        return Ok(0);
    }
    let packed = store.packed(&principal.subdistrict).await?;
    if !packed.packs.is_empty() {
        let packs = packed.packs.into_iter().map(|pack| pack.pack).collect();
        reply.push(PullRow::Packs { packs });
    }
    Ok(packed.generation)
}

/// The next documents to be looked at: those that the reader's packs do not hold as they are, or all when the packs are others by
/// now.
async fn look(
    store: &dyn Store,
    principal: &Principal,
    after: CaseId,
    packs: u64,
) -> Result<Vec<(CaseId, Facts)>, StoreError> {
    let subdistrict = &principal.subdistrict;
    if sees_all(principal) {
        let unpacked = store.unpacked_after(subdistrict, after, LOOK).await?;
        // After it was read: packs that were made meanwhile would hide what changed in between.
        if store.generation(subdistrict).await? == packs {
            return Ok(unpacked);
        }
    }
    store.facts_after(subdistrict, Some(after), LOOK).await
}

/// Adds a page of at most so many documents after this one. Answers with where to go on, or none when all have been named.
pub async fn page(
    store: &dyn Store,
    principal: &Principal,
    mut after: CaseId,
    packs: u64,
    most: usize,
    reply: &mut Vec<PullRow>,
) -> Result<Option<CaseId>, StoreError> {
    let mut documents = 0usize;
    let mut bytes = 0usize;
    let mut looked_at = 0u32;
    while documents < most && looked_at < MOST_LOOKED_AT {
        let looked = look(store, principal, after, packs).await?;
        let Some((last, _)) = looked.last() else {
            return Ok(None);
        };
        let last = *last;
        looked_at = looked_at.saturating_add(LOOK);
        let visible: Vec<CaseId> = looked
            .iter()
            .filter(|(_, facts)| permits(principal, Action::View, facts).is_ok())
            .map(|(id, _)| *id)
            .collect();
        let wanted = most.saturating_sub(documents);
        let cut = visible.len() > wanted;
        let named: Vec<CaseId> = visible.into_iter().take(wanted).collect();
        let cut_at = named.last().copied();
        for entered in still_seen(principal, store.whole(&named).await?) {
            documents = documents.saturating_add(1);
            bytes = bytes.saturating_add(entered.snapshot.len());
            after = entered.document;
            reply.push(PullRow::Entered(Box::new(entered)));
            if bytes >= ENOUGH_BYTES {
                return Ok(Some(after));
            }
        }
        after = if cut { cut_at.unwrap_or(last) } else { last };
    }
    Ok(Some(after))
}
