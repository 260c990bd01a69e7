//! `GET /api/v1/sync/packs/{hash}`: many documents at once, for whoever sees all of a subdistrict and starts from nothing.
//!
//! A pack is immutable, named by the SHA-256 of its bytes, and always compressed by gzip (RFC 1952), whatever the request accepts.
//! The rows of its documents are a pack of their own, so that a list stands before the documents are here.

use serde::{Deserialize, Serialize};

use super::Entered;
use crate::model::{CaseRow, ContentHash, Timestamp};

/// Some documents: their list rows in one pack, themselves in several that are small enough to come through a line that is cut
/// every few seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRef {
    /// The pack of their list rows: [`PackedRows`].
    pub rows: ContentHash,
    /// The packs of the documents themselves: [`PackedDocuments`] each.
    pub documents: Vec<ContentHash>,
    /// How many documents.
    pub count: u32,
    /// Bytes of all these packs, compressed.
    pub bytes: u64,
}

/// A list row with the place in the log of its document's newest change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackedRow {
    /// The row.
    pub row: CaseRow,
    /// The place.
    pub seq: u64,
    /// When the report arrived, by the server's clock.
    pub arrived: Timestamp,
}

/// What a pack of rows holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackedRows {
    /// In the order of identifiers.
    pub rows: Vec<PackedRow>,
}

/// What a pack of documents holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackedDocuments {
    /// In the order of identifiers.
    pub documents: Vec<Entered>,
}
