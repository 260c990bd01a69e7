//! What the server has lost and this device still has: found piece by piece, until all of it is given back.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{CaseId, CommandId, Timestamp};
use gridloop_shared::sync::{LostChange, LostDocument};

use super::take_in::ids;
use crate::records::{
    PLACE, Place, Record, StoredDocument, StoredPhoto, ask, ask_all, found, found_all,
};
use crate::store::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// The most documents of one request.
const MOST: usize = 100;
/// A request ends with the document that passes this many bytes, so that it gets through a slow line.
const ENOUGH_BYTES: usize = 128 * 1024;

const SHELVES: [Shelf; 4] = [Shelf::Documents, Shelf::Named, Shelf::Photos, Shelf::Meta];

/// What the first look found.
struct Found {
    place: Place,
    unnamed: Vec<CaseId>,
    photos: Vec<StoredPhoto>,
}

/// What is to be given back.
#[derive(Debug, Clone, PartialEq)]
pub enum ToGiveBack {
    /// Nothing, or not before the server has named what it has.
    Nothing,
    /// These. There can be none in one step and more in the next.
    Documents(Vec<LostDocument>),
    /// All has been given back. Every photo of this device counts as not delivered from now on, until the server has been asked for
    /// it: what it lost may have had photos.
    Over,
}

/// What is to be given back next.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn to_give_back<S: LocalStore>(store: &S) -> Result<ToGiveBack, StorageProblem> {
    let mut first = None;
    let queries = vec![
        ask::<Place>(&PLACE),
        Query::Keys(Shelf::Documents),
        Query::Keys(Shelf::Named),
        ask_all::<StoredPhoto>(),
    ];
    store
        .transact(&SHELVES, Durability::Relaxed, queries, |mut answers| {
            let Some(found) = first.take() else {
                let found = look(&mut answers)?;
                if !found.place.lost || found.place.naming {
                    return Ok(Next::Write(Vec::new(), ToGiveBack::Nothing));
                }
                let more = found.unnamed.iter().map(ask::<StoredDocument>).collect();
                first = Some(found);
                return Ok(Next::Ask(more));
            };
            if found.unnamed.is_empty() {
                return Ok(Next::Write(done(found)?, ToGiveBack::Over));
            }
            let (lost, nothing) = lost(&found.unnamed, &mut answers)?;
            let named = |id: CaseId| Write::Put(Shelf::Named, id.to_string(), Vec::new());
            Ok(Next::Write(
                nothing.into_iter().map(named).collect(),
                ToGiveBack::Documents(lost),
            ))
        })
        .await
}

fn look(answers: &mut Answers) -> Result<Found, StorageProblem> {
    let place = found(answers)?.unwrap_or_default();
    let documents: BTreeSet<CaseId> = ids(answers.keys()?);
    let named: BTreeSet<CaseId> = ids(answers.keys()?);
    Ok(Found {
        place,
        unnamed: documents.difference(&named).take(MOST).copied().collect(),
        photos: found_all(answers)?,
    })
}

/// The documents as far as the server has admitted them, and those of which there is nothing to be given back.
fn lost(
    unnamed: &[CaseId],
    answers: &mut Answers,
) -> Result<(Vec<LostDocument>, Vec<CaseId>), StorageProblem> {
    let mut lost = Vec::new();
    let mut nothing = Vec::new();
    let mut bytes = 0usize;
    for id in unnamed {
        let stored: Option<StoredDocument> = found(answers)?;
        if bytes >= ENOUGH_BYTES {
            // The rest comes with the next request.
            continue;
        }
        match stored.as_ref().and_then(document) {
            Some(document) => {
                let sizes = document.changes.iter().map(|change| change.bytes.len());
                bytes = bytes.saturating_add(sizes.sum());
                lost.push(document);
            }
            None => nothing.push(*id),
        }
    }
    Ok((lost, nothing))
}

/// The admitted changes of a document, if there are any.
fn document(stored: &StoredDocument) -> Option<LostDocument> {
    let times: BTreeMap<CommandId, Timestamp> = stored
        .arrivals
        .iter()
        .map(|arrival| (arrival.command, arrival.at))
        .collect();
    let admitted = |bytes: Vec<u8>| {
        let command = IncomingChange::decode(&bytes).ok()?.command;
        let at = *times.get(&command)?;
        Some(LostChange { at, bytes })
    };
    let changes: Vec<LostChange> = CaseDocument::load(&stored.snapshot)
        .ok()?
        .changes()
        .into_iter()
        .filter_map(|change| admitted(change.bytes))
        .collect();
    (!changes.is_empty()).then(|| LostDocument {
        document: stored.id,
        changes,
        seal: stored.sealed(),
    })
}

fn done(found: Found) -> Result<Vec<Write>, StorageProblem> {
    let place = Place {
        lost: false,
        ..found.place
    };
    let mut writes = vec![place.put()?, Write::Clear(Shelf::Named)];
    for photo in found.photos.into_iter().filter(|photo| photo.uploaded) {
        let asked_for = StoredPhoto {
            uploaded: false,
            sent: 0,
            ..photo
        };
        writes.push(asked_for.put()?);
    }
    Ok(writes)
}
