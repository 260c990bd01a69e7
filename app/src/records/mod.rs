//! What the bytes on the shelves mean: one file a kind of record, each as CBOR (RFC 8949) with text keys, so that a later
//! version can add to it.

mod document;
mod draft;
mod log;
mod meta;
mod outbox;
mod photo;
mod row;
mod set_aside;

use gridloop_shared::sync::{decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use document::{Incarnation, StoredDocument};
pub use draft::{REPORT_DRAFT, step_draft_key};
pub use log::{Happened, Log, Logged};
pub use meta::{
    Counter, DIRECTORY, DeviceOf, LastDelivery, PLACE, Place, Profile, Revoked, VERSION,
};
pub use outbox::{OutboxRow, RuledEarly};
pub use photo::StoredPhoto;
pub use row::StoredRow;
pub use set_aside::{Fallen, LookedAt, SetAside, Why};

use crate::store::{Answers, Query, Shelf, StorageProblem, Write};

/// Something that is kept.
pub trait Record: Serialize + DeserializeOwned {
    /// Where.
    const SHELF: Shelf;

    /// Under which key.
    fn key(&self) -> String;

    /// To be written in place of what is there.
    ///
    /// # Errors
    /// Never for the records of this module; the encoder's signature allows for it.
    fn put(&self) -> Result<Write, StorageProblem> {
        Ok(Write::Put(Self::SHELF, self.key(), to_bytes(self)?))
    }

    /// To be dropped.
    fn dropped(&self) -> Write {
        Write::Drop(Self::SHELF, self.key())
    }
}

/// A query for a record by its key.
pub fn ask<R: Record>(key: &impl ToString) -> Query {
    Query::One(R::SHELF, key.to_string())
}

/// A query for all records of a kind.
#[must_use]
pub const fn ask_all<R: Record>() -> Query {
    Query::All(R::SHELF)
}

/// The next answer as a record.
///
/// # Errors
/// When something else was asked, or the bytes are no such record.
pub fn found<R: DeserializeOwned>(answers: &mut Answers) -> Result<Option<R>, StorageProblem> {
    answers.one()?.map(|bytes| from_bytes(&bytes)).transpose()
}

/// The next answer as a record that the server can send again: one that cannot be read is as good as none.
///
/// # Errors
/// When something else was asked.
pub fn found_or_new<R: DeserializeOwned + Default>(
    answers: &mut Answers,
) -> Result<R, StorageProblem> {
    let bytes = answers.one()?;
    Ok(bytes
        .and_then(|bytes| from_bytes(&bytes).ok())
        .unwrap_or_default())
}

/// The next answer as records, and how many of them cannot be read. Those stay where they are.
///
/// # Errors
/// When something else was asked.
pub fn found_counted<R: DeserializeOwned>(
    answers: &mut Answers,
    unreadable: &mut usize,
) -> Result<Vec<R>, StorageProblem> {
    let all = answers.all()?;
    let read: Vec<R> = all
        .iter()
        .filter_map(|bytes| from_bytes(bytes).ok())
        .collect();
    *unreadable = unreadable.saturating_add(all.len().saturating_sub(read.len()));
    Ok(read)
}

/// The next answer as records. One that cannot be read hides none of the others; it stays where it is.
///
/// # Errors
/// When something else was asked.
pub fn found_all<R: DeserializeOwned>(answers: &mut Answers) -> Result<Vec<R>, StorageProblem> {
    Ok(answers
        .all()?
        .iter()
        .filter_map(|bytes| from_bytes(bytes).ok())
        .collect())
}

/// A value as bytes.
///
/// # Errors
/// Never for the records of this module; the encoder's signature allows for it.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, StorageProblem> {
    encode(value).map_err(|error| StorageProblem::Failed(error.to_string()))
}

/// The value of some bytes.
///
/// # Errors
/// When they are none.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StorageProblem> {
    decode(bytes).map_err(|error| StorageProblem::Failed(error.to_string()))
}
