//! The packs of a first synchronisation: their rows first, so that the list stands, then, when everything else has been named, the
//! documents. Each is done with when all of it is on the device; a phone that dies in between goes on with the next.

use std::cell::RefCell;
use std::collections::BTreeSet;

use futures::future::{OptionFuture, join};
use gridloop_shared::model::{ContentHash, Principal};
use gridloop_shared::sync::{PackRef, PackedDocuments, PackedRows, ProblemCode, PullRow};

use super::engine::News;
use super::give_back::fetch_back;
use super::pull::take_piece;
use super::{NoAnswer, Outside};
use crate::inbox::{Piece, begin_anew, chunks};
use crate::outbox::{Changed, Failure};
use crate::records::{Place, StoredRow};
use crate::store::LocalStore;

/// The packs of a place in the log, being fetched.
pub(super) struct Unpacking<'a, S, O> {
    pub store: &'a S,
    pub outside: &'a O,
    pub principal: &'a Principal,
    pub place: &'a Place,
    pub shown: &'a RefCell<BTreeSet<ContentHash>>,
    pub tell: &'a dyn Fn(News),
}

impl<S: LocalStore, O: Outside> Unpacking<'_, S, O> {
    /// Lets lists show what is on its way. Answers whether the device is still at this place.
    pub(super) async fn show(&self) -> Result<bool, Failure> {
        for PackRef { rows: hash, .. } in &self.place.packs {
            if self.shown.borrow().contains(hash) {
                continue;
            }
            match self.outside.packed_rows(hash).await {
                Ok(rows) => (self.tell)(News::Shown(shown(rows))),
                Err(no) => return self.begins_anew(no).await.map(|()| false),
            }
            self.shown.borrow_mut().insert(hash.clone());
        }
        Ok(true)
    }

    /// Fetches all documents, unless the device was moved from this place meanwhile.
    pub(super) async fn take_all(&self) -> Result<(), Failure> {
        match self.all().await {
            Err(no) => self.begins_anew(no).await,
            Ok(taken) => taken.map(drop),
        }
    }

    /// When others have been made meanwhile, and somebody has slept for long, everything is asked for anew.
    async fn begins_anew(&self, no: NoAnswer) -> Result<(), Failure> {
        match no {
            NoAnswer::Problem(problem, _) if problem.code == ProblemCode::NotFound => {
                begin_anew(self.store).await.map_err(|_| Failure::Device)
            }
            no => Err(no.into()),
        }
    }

    async fn all(&self) -> Result<Result<bool, Failure>, NoAnswer> {
        let packs = &self.place.packs;
        let parts: Vec<_> = packs.iter().flat_map(|pack| &pack.documents).collect();
        let hash = |at: usize| parts.get(at).copied();
        let fetch = |at| -> OptionFuture<_> {
            hash(at)
                .map(|hash| self.outside.packed_documents(hash))
                .into()
        };
        let mut next = fetch(0).await;
        for at in 0.. {
            let (Some(hash), Some(documents)) = (hash(at), next) else {
                break;
            };
            // The next is on its way while one is taken in.
            let (taken, coming) =
                join(self.take(hash, documents?), fetch(at.saturating_add(1))).await;
            match taken {
                Ok(true) => next = coming,
                other => return Ok(other),
            }
            // Somebody has opened a case of which only the row is here.
            let wanted = fetch_back(self.store, self.outside, self.principal, self.tell).await;
            if let Err(failure) = wanted {
                return Ok(Err(failure));
            }
        }
        Ok(Ok(true))
    }

    async fn take(&self, pack: &ContentHash, documents: PackedDocuments) -> Result<bool, Failure> {
        let rows: Vec<PullRow> = documents
            .documents
            .into_iter()
            .map(|entered| PullRow::Entered(Box::new(entered)))
            .collect();
        let pieces = chunks(&rows);
        let last = pieces.len().saturating_sub(1);
        for (number, rows) in pieces.into_iter().enumerate() {
            let piece = Piece {
                asked: &self.place.cursor,
                rows,
                // Not as when nothing is here: what somebody has opened meanwhile is, and may be newer.
                unpacked: (number == last).then_some(pack),
                ..Piece::default()
            };
            let taken = take_piece(self.store, self.outside, self.principal, piece)
                .await
                .map_err(|_| Failure::Device)?;
            if taken.stale {
                return Ok(false);
            }
            (self.tell)(News::TakenIn(taken));
            self.outside.breathe().await;
        }
        Ok(true)
    }
}

fn shown(rows: PackedRows) -> Changed {
    let rows = rows.rows.into_iter();
    rows.map(|packed| (packed.row.id, Some(StoredRow::packed(packed))))
        .collect()
}
