//! Photos up, in pieces that survive a cut: the record does not wait for them, nor they for each other.

use std::collections::BTreeSet;

use gloo_net::http::Method;
use gridloop_shared::model::PhotoHash;

use super::http::{Answer, Call, NoAnswer};
use crate::outbox::{Failure, Trouble};
use crate::records::{Record, StoredPhoto, ask, ask_all, found, found_all};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem};

/// Bytes of one piece: a few seconds on a bad line.
const PIECE: usize = 256 * 1024;

const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const COMPLETE: &str = "upload-complete";

/// What sending photos came to.
pub(super) enum Sent {
    /// None is waiting, or only such as the server will not have.
    Nothing,
    /// So much of one has gone; there may be more.
    Some,
}

/// Sends one piece of the oldest photo that is waiting. `unfit` are those that the server would not have today.
pub(super) async fn upload<S: LocalStore>(
    store: &S,
    unfit: &mut BTreeSet<PhotoHash>,
    started: &mut BTreeSet<PhotoHash>,
) -> Result<Sent, Failure> {
    let Some(photo) = next(store, unfit).await.map_err(|_| Failure::Device)? else {
        return Ok(Sent::Nothing);
    };
    let progress = match go_on(store, &photo, started).await {
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
    /// So many bytes have arrived at the server. They are a photo there only once it has checked and kept them.
    At(u64),
    /// The server has it.
    Whole,
    /// There is nothing here to send.
    Lost,
}

async fn go_on<S: LocalStore>(
    store: &S,
    photo: &StoredPhoto,
    started: &BTreeSet<PhotoHash>,
) -> Result<Progress, Failure> {
    let address = format!("/api/v1/photos/{}", photo.hash);
    let from = if started.contains(&photo.hash) {
        photo.sent
    } else {
        match Call::new(Method::HEAD, &address).send().await {
            Ok(answer) => match progress(&answer)? {
                Progress::At(from) => from,
                done => return Ok(done),
            },
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
    let piece = bytes.get(start..end).unwrap_or_default().to_vec();
    let mut call = Call::new(Method::PATCH, &address).with_body("application/octet-stream", piece);
    call.headers.push((OFFSET, from.to_string()));
    call.headers.push((LENGTH, photo.size.to_string()));
    match call.send().await {
        Ok(answer) => progress(&answer),
        // Where the server says that it goes on, it goes on.
        Err(NoAnswer::Problem(_, Some(at))) => Ok(Progress::At(at)),
        Err(no) => Err(no.into()),
    }
}

fn progress(answer: &Answer) -> Result<Progress, Failure> {
    let said = |name| answer.headers.get(name);
    if said(COMPLETE).as_deref() == Some("?1") {
        return Ok(Progress::Whole);
    }
    let offset = said(OFFSET).and_then(|value| value.parse().ok());
    offset
        .map(Progress::At)
        .ok_or(Failure::Trouble(Trouble::Garbage, None))
}

async fn next<S: LocalStore>(
    store: &S,
    unfit: &BTreeSet<PhotoHash>,
) -> Result<Option<StoredPhoto>, StorageProblem> {
    let all: Vec<StoredPhoto> = found_all(&mut store.read(vec![ask_all::<StoredPhoto>()]).await?)?;
    Ok(all
        .into_iter()
        .filter(|photo| photo.is_waiting() && !unfit.contains(&photo.hash))
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
                    Progress::At(sent) => StoredPhoto { sent, ..photo },
                    Progress::Whole => StoredPhoto {
                        sent: photo.size,
                        uploaded: true,
                        ..photo
                    },
                    Progress::Lost => StoredPhoto {
                        lost: true,
                        ..photo
                    },
                };
                Ok(Next::Write(vec![photo.put()?], ()))
            },
        )
        .await
}
