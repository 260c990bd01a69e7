//! `POST /api/v1/sync/give-back`: what the server had admitted and has lost comes back from whoever still has it.
//!
//! After a backup was put in place of what came later, the first page that a device pulls begins with
//! [`PullRow::Begin`](super::PullRow) and `lost`. The device then gives back every document of which it has admitted changes
//! that the server did not name. The seal proves to the server that it had admitted exactly these; nobody's rights are asked
//! again, and nothing that the server has not sealed is taken this way.

use serde::{Deserialize, Serialize};

use super::{Code, Entered, Seal};
use crate::model::{CaseId, Timestamp};

/// The most bytes of one request. A device sends less at a time, unless one document alone is more.
pub const MOST_GIVE_BACK_BYTES: usize = 4 * 1024 * 1024;

/// The most changes in one request, in all its documents: more of them than fit into its bytes if each is a change.
pub const MOST_GIVE_BACK_CHANGES: usize = 20_000;

/// A change that the server has admitted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostChange {
    /// When it arrived then.
    pub at: Timestamp,
    /// The change, uncompressed.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A document as far as its seal goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostDocument {
    /// Which document.
    pub document: CaseId,
    /// All sealed changes of it, each after those that it depends on.
    pub changes: Vec<LostChange>,
    /// Their seal.
    pub seal: Seal,
}

/// Documents on their way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveBackRequest {
    /// Some of them.
    pub documents: Vec<LostDocument>,
}

/// What became of one document, after the commit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GivenBack {
    /// Why the server does not recognise it, and keeps what it has; none when it is whole again.
    pub refused: Option<Code>,
    /// How it stands now, if it is in the caller's scope.
    pub entered: Option<Box<Entered>>,
}

/// One answer a document, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiveBackReply {
    /// As many as there were documents.
    pub documents: Vec<GivenBack>,
    /// The server's clock.
    pub now: Timestamp,
}
