//! After the server was restored from a backup: what it has lost goes back to it, before anything new builds on it.

use gridloop_shared::model::{CaseId, Principal};
use gridloop_shared::sync::{GiveBackRequest, LostDocument, PullRow, Seal};

use super::engine::News;
use super::{NoAnswer, Outside};
use crate::inbox::{Piece, ToGiveBack, chunks, take_in, to_give_back, wanted_back};
use crate::outbox::{Failure, Trouble};
use crate::records::{PLACE, Place, ask, found};
use crate::store::LocalStore;

/// Cases that are fetched at once.
const AT_ONCE: usize = 20;

/// Gives back all that the server has lost and this device has. Answers whether the server had lost anything.
pub(super) async fn give_back<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    tell: &dyn Fn(News),
) -> Result<bool, Failure> {
    loop {
        match to_give_back(store).await.map_err(|_| Failure::Device)? {
            ToGiveBack::Nothing => return Ok(false),
            ToGiveBack::Documents(documents) if documents.is_empty() => {}
            ToGiveBack::Documents(documents) => {
                give(store, outside, principal, documents, tell).await?;
            }
            ToGiveBack::Over => return Ok(true),
        }
    }
}

/// Fetches what was let go to make room and is wanted back. Whoever gives nothing back of a document is told how it stands.
pub(super) async fn fetch_back<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    tell: &dyn Fn(News),
) -> Result<(), Failure> {
    let wanted = wanted_back(store).await.map_err(|_| Failure::Device)?;
    for ids in wanted.chunks(AT_ONCE) {
        let nothing = |document: &CaseId| LostDocument {
            document: *document,
            changes: Vec::new(),
            seal: Seal::NONE,
        };
        let documents = ids.iter().map(nothing).collect();
        give(store, outside, principal, documents, tell).await?;
    }
    Ok(())
}

async fn give<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    documents: Vec<LostDocument>,
    tell: &dyn Fn(News),
) -> Result<(), Failure> {
    let given: Vec<(CaseId, bool)> = documents
        .iter()
        .map(|lost| (lost.document, !lost.changes.is_empty()))
        .collect();
    let reply = outside.give_back(GiveBackRequest { documents }).await?;
    if reply.documents.len() != given.len() {
        return Err(NoAnswer::Trouble(Trouble::Garbage).into());
    }
    let mut refused = Vec::new();
    let mut rows = Vec::new();
    for ((document, something), back) in given.into_iter().zip(reply.documents) {
        if something && back.refused.is_some() {
            refused.push(document);
        }
        rows.push(match back.entered {
            Some(entered) => PullRow::Entered(entered),
            None => PullRow::Left { document },
        });
    }
    take(store, outside, principal, &rows, &refused, tell).await
}

async fn take<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    rows: &[PullRow],
    refused: &[CaseId],
    tell: &dyn Fn(News),
) -> Result<(), Failure> {
    for rows in chunks(rows) {
        let mut answers = store
            .read(vec![ask::<Place>(&PLACE)])
            .await
            .map_err(|_| Failure::Device)?;
        let place: Option<Place> = found(&mut answers).map_err(|_| Failure::Device)?;
        let place = place.unwrap_or_default();
        let piece = Piece {
            asked: &place.cursor,
            rows,
            given_back: true,
            refused,
            ..Piece::default()
        };
        // When another tab has moved the place meanwhile, the same is found to be given back once more.
        let taken = take_in(store, principal, piece, outside.now())
            .await
            .map_err(|_| Failure::Device)?;
        tell(News::TakenIn(taken));
        outside.breathe().await;
    }
    Ok(())
}
