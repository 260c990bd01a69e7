//! What can go wrong on the device and with the server, as people need to tell it apart.

use gridloop_shared::model::PhotoHash;

use crate::store::StorageProblem;

/// Why a file did not become a photo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoProblem {
    /// The file says that it is something else.
    #[error("not an image")]
    NotAnImage,
    /// More bytes than a phone can open.
    #[error("{0} bytes are too many")]
    TooLarge(u64),
    /// An image that this browser cannot open (HEIC outside Safari, a broken file).
    #[error("this browser cannot open the image")]
    Undecodable,
    /// The device could not keep it.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
}

/// How far a photo has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoReceipt {
    /// Durable here, and so many of its bytes on the server.
    OnThisPhone {
        /// Bytes on the server.
        sent: u64,
        /// Bytes in all.
        of: u64,
    },
    /// All of it is on the server, and here.
    OnServer,
    /// Not on this phone: somebody else took it, or it was cleared to save space. Needs a network to be seen.
    Elsewhere,
    /// Its bytes are gone from this phone and never reached the server.
    Lost,
}

/// A photo of a waiting act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPhoto {
    /// Which.
    pub hash: PhotoHash,
    /// How far.
    pub receipt: PhotoReceipt,
}
