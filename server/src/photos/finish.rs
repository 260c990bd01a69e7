//! All bytes have arrived: are they those of the hash, and are they a picture?

use std::path::Path;

use gridloop_shared::model::{PhotoHash, PhotoKind, Principal};
use tokio::fs;

use crate::error::ApiError;
use crate::state::App;
use crate::store::Holder;

/// No phone takes more, and a browser would not survive showing it.
const MOST_PIXELS_A_SIDE: usize = 20_000;
const MOST_PIXELS: usize = 100_000_000;

/// Checks a part that is complete, notes who sent it and moves it to its place; one that is not what it says is removed.
pub async fn finish(
    app: &App,
    principal: &Principal,
    part: &Path,
    hash: &PhotoHash,
) -> Result<(), ApiError> {
    let bytes = fs::read(part).await?;
    let wanted = hash.clone();
    let verdict = tokio::task::spawn_blocking(move || check(&bytes, &wanted)).await?;
    match verdict {
        Ok(()) => {
            // Before it is in its place: see `clear_away`.
            let sender = Holder::of(principal, hash);
            app.store.note_holders(&[sender], app.clock.now()).await?;
            app.photos.shelve(part, hash).await?;
            app.arrivals.reached(&principal.subdistrict, 0);
            Ok(())
        }
        Err(problem) => {
            fs::remove_file(part).await?;
            Err(problem)
        }
    }
}

/// Whether these are the bytes of the hash, and a picture that can be shown.
pub fn check(bytes: &[u8], hash: &PhotoHash) -> Result<(), ApiError> {
    if &PhotoHash::of(bytes) != hash {
        return Err(ApiError::HashMismatch);
    }
    PhotoKind::sniff(bytes).ok_or(ApiError::NotAnImage)?;
    let size = imagesize::blob_size(bytes).map_err(|_| ApiError::NotAnImage)?;
    let sides = 1..=MOST_PIXELS_A_SIDE;
    let sensible = sides.contains(&size.width)
        && sides.contains(&size.height)
        && size.width.saturating_mul(size.height) <= MOST_PIXELS;
    sensible.then_some(()).ok_or(ApiError::NotAnImage)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header of a PNG of this size (W3C PNG, third edition, 11.2.1).
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn checked(bytes: &[u8]) -> Result<(), ApiError> {
        check(bytes, &PhotoHash::of(bytes))
    }

    #[test]
    fn a_picture_of_a_sensible_size_is_taken() {
        assert!(checked(&png(1600, 1200)).is_ok());
        for (width, height) in [(0, 5), (5, 0), (20_001, 5), (20_000, 20_000)] {
            let refused = checked(&png(width, height));
            assert!(
                matches!(refused, Err(ApiError::NotAnImage)),
                "{width} × {height}"
            );
        }
        assert!(matches!(checked(b"<svg/>"), Err(ApiError::NotAnImage)));
        let cut = &png(5, 5)[..10];
        assert!(matches!(checked(cut), Err(ApiError::NotAnImage)));
    }

    #[test]
    fn other_bytes_than_those_of_the_hash_are_not_taken() {
        let refused = check(&png(1, 1), &PhotoHash::of(b"other"));
        assert!(matches!(refused, Err(ApiError::HashMismatch)));
    }
}
