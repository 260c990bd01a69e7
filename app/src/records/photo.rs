//! What is known of a photo on this device. Its bytes lie on a shelf of their own.

use gridloop_shared::command::Act;
use gridloop_shared::model::{PhotoHash, PhotoKind, Timestamp};
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// A photo of this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPhoto {
    /// Its name.
    pub hash: PhotoHash,
    /// Size of its bytes.
    pub size: u64,
    /// Format of its bytes.
    pub kind: PhotoKind,
    /// The act whose record names it; none while only a draft does. It is sent only when a record names it.
    pub act: Option<Act>,
    /// So many bytes are on the server, as far as this device knows.
    pub sent: u64,
    /// Whether all of it is durable on the server.
    pub uploaded: bool,
    /// Its bytes are gone from this device and never reached the server.
    #[serde(default)]
    pub lost: bool,
    /// When it came here, by the device's clock.
    pub since: Timestamp,
}

impl StoredPhoto {
    /// Whether it is to be sent.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        self.act.is_some() && !self.uploaded && !self.lost
    }

    /// Whether a form that is half filled in names it. Drafts are CBOR: a hash stands in them as its text.
    #[must_use]
    pub fn is_named_in(&self, draft: &[u8]) -> bool {
        let wanted = self.hash.as_str().as_bytes();
        draft.windows(wanted.len()).any(|window| window == wanted)
    }
}

impl Record for StoredPhoto {
    const SHELF: Shelf = Shelf::Photos;
    fn key(&self) -> String {
        self.hash.to_string()
    }
}
