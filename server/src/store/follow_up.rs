//! How far the follow-up has read the log, and which documents wait for something.

use async_trait::async_trait;
use gridloop_shared::model::{CaseId, SubdistrictId, Timestamp};

use super::StoreError;

/// How far the follow-up of a subdistrict has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    /// Since when it is followed.
    pub since: Timestamp,
    /// The last place in the log that was read.
    pub seq: u64,
}

/// What a document waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Which.
    pub document: CaseId,
    /// When there is something to be done about it; none while it only waits for another.
    pub look_at: Option<Timestamp>,
    /// The document that it was merged into.
    pub merged_into: Option<CaseId>,
}

/// How far the follow-up has read the log, and which documents wait for something.
#[async_trait]
pub trait FollowUps: Send + Sync {
    /// How far it has come; from `now` on, and from the beginning of the log, when it has not begun.
    async fn followed(
        &self,
        subdistrict: &SubdistrictId,
        now: Timestamp,
    ) -> Result<Followed, StoreError>;
    /// What documents wait for, read up to a place, in one transaction. Those that were merged into one of `ended` are to be looked at
    /// `now`.
    async fn put_waits(
        &self,
        subdistrict: &SubdistrictId,
        seq: u64,
        waits: &[Wait],
        ended: &[CaseId],
        now: Timestamp,
    ) -> Result<(), StoreError>;
    /// At most `limit` documents about which there is something to be done by now, the longest due first, each with the one that it was
    /// merged into.
    async fn due(
        &self,
        subdistrict: &SubdistrictId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Wait>, StoreError>;
    /// When there will next be something to be done.
    async fn next_due(&self, subdistrict: &SubdistrictId) -> Result<Option<Timestamp>, StoreError>;
}
