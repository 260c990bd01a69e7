//! One piece of a photo onto the end of what has arrived, synced before it is answered for.

use std::path::Path;

use axum::body::BodyDataStream;
use futures_util::StreamExt;
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt;
use tokio::time::{Duration, Instant, timeout_at};

/// The most bytes of one piece.
pub const MOST_PIECE: u64 = 1024 * 1024;

/// How long a piece may take: a byte now and then would hold its file open for ever.
const PATIENCE: Duration = Duration::from_secs(120);

/// How writing a piece ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The piece is here whole.
    Whole,
    /// The connection was cut; what arrived before is here.
    Cut,
    /// More came than was announced or may be; the surplus is not here.
    Surplus,
}

/// Writes what comes of a piece, at most `room` bytes, and syncs it.
///
/// # Errors
/// When the file system fails.
pub async fn append(part: &Path, mut piece: BodyDataStream, room: u64) -> std::io::Result<Ended> {
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(part)
        .await?;
    let mut left = usize::try_from(room.min(MOST_PIECE)).unwrap_or(usize::MAX);
    let mut ended = Ended::Whole;
    let until = Instant::now() + PATIENCE;
    while let Some(chunk) = timeout_at(until, piece.next()).await.transpose() {
        let Ok(Ok(chunk)) = chunk else {
            ended = Ended::Cut;
            break;
        };
        let fits = chunk.get(..left.min(chunk.len())).unwrap_or_default();
        file.write_all(fits).await?;
        left = left.saturating_sub(chunk.len());
        if fits.len() < chunk.len() {
            ended = Ended::Surplus;
            break;
        }
    }
    file.flush().await?;
    file.sync_all().await?;
    if let Some(folder) = part.parent() {
        File::open(folder).await?.sync_all().await?;
    }
    Ok(ended)
}
