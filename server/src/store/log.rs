//! The log as it is read.

use std::collections::HashMap;

use async_trait::async_trait;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, CommandId, DeviceId, Principal, SubdistrictId, Timestamp};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, Entered};

use super::StoreError;

/// Where a log stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Which beginning of the log this is.
    pub epoch: u64,
    /// The last place taken.
    pub seq: u64,
    /// What the log holds up to there, as a hash.
    pub chain: u64,
    /// The last place that was trimmed.
    pub floor: u64,
}

/// One admitted change at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRow {
    /// Its place.
    pub seq: u64,
    /// What the log holds up to there, as a hash.
    pub chain: u64,
    /// Which document.
    pub document: CaseId,
    /// The change's hash.
    pub hash: ChangeHash,
    /// The change.
    pub bytes: Vec<u8>,
    /// Its act, and when it arrived.
    pub arrival: Arrival,
    /// What the policy asks, before the change.
    pub before: Option<Facts>,
    /// What the policy asks, after it.
    pub after: Facts,
}

/// A decision on an act that was held, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// Its place.
    pub seq: u64,
    /// The act.
    pub command: CommandId,
    /// Whether it is taken.
    pub taken: bool,
    /// In which words.
    pub reason: String,
}

/// A decision on an act that somebody did on another device.
#[derive(Debug, Clone, PartialEq)]
pub struct RuledElsewhere {
    /// What was decided.
    pub ruled: Ruled,
    /// Its change, and for which document it was sent, when it is not taken and that device was revoked.
    pub lost: Option<(CaseId, Vec<u8>)>,
}

/// The log as it is read.
#[async_trait]
pub trait Log: Send + Sync {
    /// Where the log of a subdistrict stands; none when there is no such subdistrict.
    async fn head(&self, subdistrict: &SubdistrictId) -> Result<Option<Head>, StoreError>;
    /// What the log held up to a place, as a hash; none when it holds nothing that far back.
    async fn chain_at(
        &self,
        subdistrict: &SubdistrictId,
        seq: u64,
    ) -> Result<Option<u64>, StoreError>;
    /// Forgets the rows that arrived before a moment, up to the first that did not; the documents hold their changes all the
    /// same. Never the last row. Answers how many.
    async fn trim(&self, subdistrict: &SubdistrictId, before: Timestamp)
    -> Result<u64, StoreError>;
    /// All rows of one document that were not trimmed, in order.
    async fn rows_of(&self, document: CaseId) -> Result<Vec<LogRow>, StoreError>;
    /// At most `limit` rows after a place, in order.
    async fn rows_after(
        &self,
        subdistrict: &SubdistrictId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<LogRow>, StoreError>;
    /// What was decided on a device's acts after a place and up to another, in order.
    async fn ruled(
        &self,
        device: DeviceId,
        after: u64,
        up_to: u64,
    ) -> Result<Vec<Ruled>, StoreError>;
    /// The same of acts that a person did on other devices, if it was decided since a moment.
    async fn ruled_elsewhere(
        &self,
        principal: &Principal,
        after: u64,
        up_to: u64,
        since: Timestamp,
    ) -> Result<Vec<RuledElsewhere>, StoreError>;
    /// At most `limit` documents after an identifier, in the order of identifiers, with what the policy asks of each now.
    async fn facts_after(
        &self,
        subdistrict: &SubdistrictId,
        after: Option<CaseId>,
        limit: u32,
    ) -> Result<Vec<(CaseId, Facts)>, StoreError>;
    /// What the policy asks of these documents now.
    async fn facts_of(&self, documents: &[CaseId]) -> Result<HashMap<CaseId, Facts>, StoreError>;
    /// These documents whole, as they stand, in the order of identifiers.
    async fn whole(&self, documents: &[CaseId]) -> Result<Vec<Entered>, StoreError>;
}
