//! Photos that no record names, and parts that nobody goes on with, make room: looked for from time to time.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use gridloop_shared::model::{PhotoHash, Timestamp};
use tokio::fs;
use tokio_util::sync::CancellationToken;

use super::PhotoStore;
use super::store::names;
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How often it is looked for.
const PERIOD: Duration = Duration::from_secs(6 * 3600);
/// Hours after which a part that nobody has gone on with is removed.
const ABANDONED_HOURS: i64 = 7 * 24;
/// Photos that the database is asked about at once.
const AT_ONCE: usize = 200;

/// Why it was not finished. What was not cleared away is the next time.
#[derive(Debug, thiserror::Error)]
pub enum ClearAwayError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files.
    #[error("the photo folders")]
    Files(#[from] io::Error),
}

/// The work of clearing away.
#[derive(Clone)]
pub struct ClearingAway {
    /// The files.
    pub photos: PhotoStore,
    /// Who names them.
    pub store: Arc<dyn Store>,
    /// Hours that a photo is kept which no record names: a phone may hold its record back.
    pub keep_hours: i64,
    /// The server's clock.
    pub clock: Clock,
    /// Set when the server stops.
    pub stopping: CancellationToken,
}

impl ClearingAway {
    /// Clears away now and from time to time until the server stops.
    pub async fn run(self) {
        while !self.stopping.is_cancelled() {
            match clear_away(&self, self.clock.now()).await {
                Ok(0) => {}
                Ok(removed) => tracing::info!(removed, "photos that no record names were removed"),
                Err(error) => tracing::error!(%error, "clearing away photos was broken off"),
            }
            tokio::select! {
                () = self.stopping.cancelled() => {}
                () = tokio::time::sleep(PERIOD) => {}
            }
        }
    }
}

/// Removes what is not needed at `now`; answers how many whole photos that were. Doing it twice, or stopping anywhere, is safe.
///
/// # Errors
/// When the database or the file system fails.
pub async fn clear_away(work: &ClearingAway, now: Timestamp) -> Result<u64, ClearAwayError> {
    let photos = &work.photos;
    let since = now.plus_hours(-work.keep_hours);
    parts(photos, now.plus_hours(-ABANDONED_HOURS)).await?;
    let mut removed = 0u64;
    // Those that a stopped server left on their way out.
    for photo in hashes(names(photos.leaving()).await?) {
        removed = removed.saturating_add(decide(work, &photo, since).await?);
    }
    for digits in (0..=u8::MAX).map(|shelf| format!("{shelf:02x}")) {
        // Before the photos: a small picture is never older than its photo.
        let small = names(&photos.thumbnails().shelf(&digits)).await?;
        let whole = hashes(names(&photos.shelf(&digits)).await?);
        for some in whole.chunks(AT_ONCE) {
            for photo in work.store.unnamed(some).await? {
                if work.stopping.is_cancelled() {
                    return Ok(removed);
                }
                if changed_before(&photos.whole(&photo), since).await? {
                    removed = removed.saturating_add(leave(work, &photo, since).await?);
                }
            }
        }
        let whole: HashSet<&str> = whole.iter().map(PhotoHash::as_str).collect();
        for name in small.iter().filter(|name| !whole.contains(name.as_str())) {
            photos.thumbnails().remove(name).await?;
        }
    }
    Ok(removed)
}

/// Removes a photo if nobody claims it. Answers how many were removed.
///
/// Meanwhile somebody may claim it: a record that names it is admitted, its sender asks whether it is here, or sends it again.
/// Each claim is written to the database first, and only then is the file looked for or put in its place. Here it is the other
/// way round: the file is taken off its shelf first, then the database is asked, in a transaction that has no other writer beside
/// it. So a claim either comes before that and the photo goes back, or after it and finds no photo: then the phone is told so and
/// sends it again, and a record waits for it as for any photo that is still on its way.
async fn leave(
    work: &ClearingAway,
    photo: &PhotoHash,
    since: Timestamp,
) -> Result<u64, ClearAwayError> {
    work.photos.take_off(photo).await?;
    decide(work, photo, since).await
}

/// Removes a photo that is off its shelf, or puts it back. Answers how many were removed.
async fn decide(
    work: &ClearingAway,
    photo: &PhotoHash,
    since: Timestamp,
) -> Result<u64, ClearAwayError> {
    if work.store.forget_photo(photo, since).await? {
        work.photos.discard(photo).await?;
        Ok(1)
    } else {
        work.photos.put_back(photo).await?;
        Ok(0)
    }
}

async fn parts(photos: &PhotoStore, since: Timestamp) -> io::Result<()> {
    for name in names(photos.uploads()).await? {
        // Nobody begins to go on with it between the look at its age and the end.
        if let Some(held) = photos.abandon(photos.uploads().join(name))
            && changed_before(held.part(), since).await?
        {
            fs::remove_file(held.part()).await?;
        }
    }
    Ok(())
}

fn hashes(names: Vec<String>) -> Vec<PhotoHash> {
    names
        .into_iter()
        .filter_map(|name| name.parse().ok())
        .collect()
}

/// Whether a file was last written before then; not when it is not there.
async fn changed_before(file: &Path, then: Timestamp) -> io::Result<bool> {
    let changed = match fs::metadata(file).await {
        Ok(metadata) => metadata.modified()?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let since_1970 = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
    let millis = i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX);
    Ok(Timestamp::from_millis(millis) < then)
}

#[cfg(test)]
mod tests;
