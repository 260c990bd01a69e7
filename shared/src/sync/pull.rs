//! `GET /api/v1/sync/pull?cursor=…`: what is new, in order, from the caller's scopes.

use serde::{Deserialize, Serialize};

use crate::model::{CaseId, CaseRow, CommandId, Directory, Timestamp};

/// When the server took in an act: its own clock, beside the device's in the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The act.
    pub command: CommandId,
    /// When, by the server's clock.
    pub at: Timestamp,
}

/// A document that comes into the caller's scope, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entered {
    /// Which document.
    pub document: CaseId,
    /// A standard Automerge file.
    #[serde(with = "serde_bytes")]
    pub snapshot: Vec<u8>,
    /// Its list row, so that nothing need be loaded to draw the list.
    pub row: CaseRow,
    /// When each of its acts arrived.
    pub arrivals: Vec<Arrival>,
    /// Place in the log of the newest change in the snapshot.
    pub seq: u64,
}

/// One row of what is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum PullRow {
    /// The caller starts from nothing, or its scopes or the log's epoch are new: every document that it may see follows.
    /// What has not been named by [`PullRow::Complete`] has left its scope.
    Begin,
    /// All documents have been named.
    Complete,
    /// Reference data in a newer version.
    Directory {
        /// All of it.
        directory: Box<Directory>,
    },
    /// A document comes into scope, or is named after [`PullRow::Begin`].
    Entered(Box<Entered>),
    /// A change of a document that the caller has.
    Change {
        /// Which document.
        document: CaseId,
        /// The change.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// When it arrived.
        arrival: Arrival,
        /// Its place in the log.
        seq: u64,
    },
    /// A document leaves the caller's scope.
    Left {
        /// Which document.
        document: CaseId,
    },
}

/// What is new, and where to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PullReply {
    /// In order.
    pub rows: Vec<PullRow>,
    /// To be sent with the next pull, after the rows are stored.
    pub cursor: String,
    /// Whether there is more at once.
    pub more: bool,
    /// The server's clock.
    pub now: Timestamp,
}
