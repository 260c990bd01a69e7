//! How much one device may have half sent: what is never finished must not fill the disk.

use gridloop_shared::model::{DeviceId, Photo};

use super::PhotoStore;
use crate::error::ApiError;

/// Parts that a device may have open. The app finishes one before it begins the next.
pub const MOST_PARTS: usize = 16;
/// Bytes that they and the next one may have together.
pub const MOST_BYTES: u64 = 8 * Photo::MOST_BYTES;

/// Whether a device may begin a photo of so many bytes.
///
/// # Errors
/// When it has too much half sent, or the file system fails.
pub async fn may_begin(store: &PhotoStore, device: &DeviceId, whole: u64) -> Result<(), ApiError> {
    let parts = store.parts_of(device).await?;
    let bytes: u64 = parts.iter().sum();
    if parts.len() >= MOST_PARTS || bytes.saturating_add(whole) > MOST_BYTES {
        return Err(ApiError::TooManyParts);
    }
    Ok(())
}
