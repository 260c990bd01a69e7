//! What the judge asks before, and what is written after, in one transaction.

use std::collections::HashMap;

use async_trait::async_trait;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{
    CaseId, CaseRow, CommandId, DeviceId, PersonId, PhotoHash, SubdistrictId, Timestamp,
};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, Code, Seal};

use super::StoreError;

/// What is already known of some changes and documents.
#[derive(Debug, Default)]
pub struct Recalled {
    /// Admitted changes, with where they stand.
    pub known: HashMap<ChangeHash, Placed>,
    /// Changes that were set aside, with by whose device they were sent.
    pub set_aside: HashMap<ChangeHash, Vec<(DeviceId, Standing, Code)>>,
    /// Documents that exist.
    pub documents: HashMap<CaseId, StoredDocument>,
}

/// Where an admitted change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// In which document.
    pub document: CaseId,
    /// Its place in the log.
    pub seq: u64,
    /// When it arrived.
    pub at: Timestamp,
}

/// How a change is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A supervisor decides.
    Held,
    /// Kept for evidence.
    Refused,
}

/// A document as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// Whose data it is.
    pub subdistrict: SubdistrictId,
    /// A standard Automerge file.
    pub snapshot: Vec<u8>,
    /// When each of its acts arrived.
    pub arrivals: Vec<Arrival>,
    /// The seals of all its changes, joined.
    pub seal: Seal,
}

/// An admitted change, about to get its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Admission {
    /// Whose log.
    pub subdistrict: SubdistrictId,
    /// Which document.
    pub document: CaseId,
    /// The change's hash.
    pub hash: ChangeHash,
    /// Who acted.
    pub by: PersonId,
    /// The act.
    pub command: CommandId,
    /// The change.
    pub bytes: Vec<u8>,
    /// When it arrived.
    pub at: Timestamp,
    /// Its seal.
    pub seal: Seal,
    /// What the policy asks, before the change; none for the founding one.
    pub before: Option<Facts>,
    /// What the policy asks, after it.
    pub after: Facts,
    /// The photos that it refers to.
    pub photos: Vec<PhotoHash>,
}

/// A document as it stands after a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentState {
    /// Which document.
    pub id: CaseId,
    /// What is kept of it.
    pub stored: StoredDocument,
    /// What the policy asks.
    pub facts: Facts,
    /// Its list row.
    pub row: CaseRow,
    /// Index of its newest change among the batch's admissions.
    pub newest: usize,
}

/// A change that is kept and not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// The change's hash, or that of the bytes when they are no change.
    pub hash: ChangeHash,
    /// Who sent it.
    pub person: PersonId,
    /// From which device.
    pub device: DeviceId,
    /// Of which subdistrict the sender is.
    pub subdistrict: SubdistrictId,
    /// The document that it was sent for.
    pub document: CaseId,
    /// Held or refused.
    pub standing: Standing,
    /// Why.
    pub code: Code,
    /// What was sent.
    pub bytes: Vec<u8>,
    /// When.
    pub at: Timestamp,
}

/// What a supervisor decided of a change that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Whose log.
    pub subdistrict: SubdistrictId,
    /// The change.
    pub hash: ChangeHash,
    /// From which device.
    pub device: DeviceId,
    /// Its act.
    pub command: CommandId,
    /// Nothing if it is taken, or as what it is kept.
    pub kept_as: Option<Code>,
    /// In which words.
    pub reason: String,
    /// Who decided.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Everything that one transaction writes.
#[derive(Debug, Default)]
pub struct Batch {
    /// In the order of the log.
    pub admissions: Vec<Admission>,
    /// Every document that an admission touches, once.
    pub documents: Vec<DocumentState>,
    /// What was not taken.
    pub set_aside: Vec<SetAside>,
    /// What was decided of what had been held. Their places come after those of the admissions.
    pub decisions: Vec<Decision>,
}

impl Batch {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.admissions.is_empty() && self.set_aside.is_empty() && self.decisions.is_empty()
    }
}

/// What the judge asks before, and what is written after.
#[async_trait]
pub trait Changes: Send + Sync {
    /// What is known of these changes and documents.
    async fn recall(
        &self,
        hashes: &[ChangeHash],
        documents: &[CaseId],
    ) -> Result<Recalled, StoreError>;
    /// What is held in a subdistrict, oldest first; of one document, if it is named.
    async fn held(
        &self,
        subdistrict: &SubdistrictId,
        document: Option<CaseId>,
    ) -> Result<Vec<SetAside>, StoreError>;
    /// Puts a document, made again from its rows of the log, in the place of what is stored of it.
    async fn put_again(&self, document: &DocumentState, seq: u64) -> Result<(), StoreError>;
    /// Writes everything or nothing, durably. Answers with the place in the log of every admission and then of every decision,
    /// in order.
    async fn commit(&self, batch: &Batch) -> Result<Vec<u64>, StoreError>;
}
