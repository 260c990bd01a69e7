//! Photos up, in pieces that survive a cut: the record does not wait for them, nor they for each other.

use std::collections::BTreeSet;

use gridloop_shared::command::Act;
use gridloop_shared::model::PhotoHash;

use super::{Arrived, NoAnswer, Outside, PhotoPiece};
use crate::outbox::{Failure, Trouble};
use crate::records::{OutboxRow, Record, StoredPhoto, ask, ask_all, found, found_all};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem};

/// Bytes of one piece: a few seconds on a bad line.
const PIECE: usize = 256 * 1024;

/// What sending photos came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// None is waiting, or only such as the server will not have.
    Nothing,
    /// So much of one has gone; there may be more.
    Some,
}

/// Sends one piece of the oldest photo that is waiting. `unfit` are those that the server would not have today.
///
/// # Errors
/// Why none was sent.
pub async fn upload<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    unfit: &mut BTreeSet<PhotoHash>,
    started: &mut BTreeSet<PhotoHash>,
) -> Result<Sent, Failure> {
    let Some(photo) = next(store, unfit, started)
        .await
        .map_err(|_| Failure::Device)?
    else {
        return Ok(Sent::Nothing);
    };
    let progress = match go_on(store, outside, &photo, started).await {
        Ok(progress) => progress,
        Err(Failure::Trouble(Trouble::NotUnderstood, _)) => {
            unfit.insert(photo.hash.clone());
            return Ok(Sent::Some);
        }
        Err(failure) => return Err(failure),
    };
    started.insert(photo.hash.clone());
    note(store, &photo.hash, progress)
        .await
        .map_err(|_| Failure::Device)?;
    Ok(Sent::Some)
}

/// How far a photo has got.
#[derive(Clone, Copy)]
enum Progress {
    /// So much of it is on the server.
    There(Arrived),
    /// There is nothing here to send.
    Lost,
}

async fn go_on<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    photo: &StoredPhoto,
    started: &BTreeSet<PhotoHash>,
) -> Result<Progress, Failure> {
    let from = if started.contains(&photo.hash) {
        photo.sent
    } else {
        match outside.photo(&photo.hash).await {
            Ok(Arrived::At(from)) => from,
            Ok(Arrived::Whole) => return Ok(Progress::There(Arrived::Whole)),
            Err(NoAnswer::NotHere) => 0,
            Err(no) => return Err(no.into()),
        }
    };
    let found = pixels(store, &photo.hash)
        .await
        .map_err(|_| Failure::Device)?;
    let is_whole = |bytes: &Vec<u8>| u64::try_from(bytes.len()) == Ok(photo.size);
    let Some(bytes) = found.filter(is_whole) else {
        return Ok(Progress::Lost);
    };
    let start = usize::try_from(from).unwrap_or(usize::MAX);
    // When all has arrived and the server has not said that it is whole, an empty piece asks it to look again.
    let end = start.saturating_add(PIECE).min(bytes.len());
    let piece = PhotoPiece {
        hash: photo.hash.clone(),
        from,
        whole: photo.size,
        bytes: bytes.get(start..end).unwrap_or_default().to_vec(),
    };
    match outside.piece(piece).await {
        Ok(arrived) => Ok(Progress::There(arrived)),
        // Where the server says that it goes on, it goes on.
        Err(NoAnswer::Problem(_, Some(at))) => Ok(Progress::There(Arrived::At(at))),
        Err(no) => Err(no.into()),
    }
}

async fn next<S: LocalStore>(
    store: &S,
    unfit: &BTreeSet<PhotoHash>,
    started: &BTreeSet<PhotoHash>,
) -> Result<Option<StoredPhoto>, StorageProblem> {
    let queries = vec![ask_all::<StoredPhoto>(), ask_all::<OutboxRow>()];
    let mut answers = store.read(queries).await?;
    let all: Vec<StoredPhoto> = found_all(&mut answers)?;
    let outbox: Vec<OutboxRow> = found_all(&mut answers)?;
    // The server does not keep for ever what no record names: whose record is held back here is asked for at every start.
    let is_to_be_asked_for = |photo: &StoredPhoto| {
        let is_unsent = |act: &Act| outbox.iter().any(|row| row.act.id == act.id);
        photo.uploaded
            && !started.contains(&photo.hash)
            && photo.act.as_ref().is_some_and(is_unsent)
    };
    Ok(all
        .into_iter()
        .filter(|photo| photo.is_waiting() || is_to_be_asked_for(photo))
        .filter(|photo| !unfit.contains(&photo.hash))
        // What has begun is finished first, then the oldest.
        .min_by_key(|photo| (photo.sent == 0, photo.since)))
}

async fn pixels<S: LocalStore>(
    store: &S,
    hash: &PhotoHash,
) -> Result<Option<Vec<u8>>, StorageProblem> {
    let query = Query::One(Shelf::Pixels, hash.to_string());
    store.read(vec![query]).await?.one()
}

async fn note<S: LocalStore>(
    store: &S,
    hash: &PhotoHash,
    progress: Progress,
) -> Result<(), StorageProblem> {
    let queries = vec![ask::<StoredPhoto>(hash)];
    store
        .transact(
            &[Shelf::Photos],
            Durability::Relaxed,
            queries,
            |mut answers| {
                let Some(photo) = found::<StoredPhoto>(&mut answers)? else {
                    return Ok(Next::Write(Vec::new(), ()));
                };
                let photo = match progress {
                    Progress::There(Arrived::At(sent)) => StoredPhoto {
                        sent,
                        uploaded: false,
                        ..photo
                    },
                    Progress::There(Arrived::Whole) => StoredPhoto {
                        sent: photo.size,
                        uploaded: true,
                        ..photo
                    },
                    Progress::Lost => StoredPhoto {
                        lost: true,
                        uploaded: false,
                        ..photo
                    },
                };
                Ok(Next::Write(vec![photo.put()?], ()))
            },
        )
        .await
}
