//! Which documents lie in which packs.

use async_trait::async_trait;
use gridloop_shared::model::{CaseId, SubdistrictId};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::PackRef;

use super::StoreError;

/// The documents of a range of identifiers, packed.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// The first identifier.
    pub first: CaseId,
    /// The last.
    pub last: CaseId,
    /// A place in the log that the log had reached when they were read: what is newer may not be in the pack.
    pub seq: u64,
    /// What readers are told.
    pub pack: PackRef,
}

/// The packs of a subdistrict as they are now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Packed {
    /// Grows whenever they are others.
    pub generation: u64,
    /// In the order of identifiers; no two overlap.
    pub packs: Vec<Pack>,
}

/// Which documents lie in which packs.
#[async_trait]
pub trait Packs: Send + Sync {
    /// The packs of a subdistrict.
    async fn packed(&self, subdistrict: &SubdistrictId) -> Result<Packed, StoreError>;
    /// Which packs these are: it grows whenever they are others.
    async fn generation(&self, subdistrict: &SubdistrictId) -> Result<u64, StoreError>;
    /// How many documents from one identifier to another no pack holds as they are now.
    async fn unpacked_within(
        &self,
        subdistrict: &SubdistrictId,
        first: CaseId,
        last: CaseId,
    ) -> Result<u64, StoreError>;
    /// At most `limit` documents after an identifier that no pack holds as they are now, in the order of identifiers.
    async fn unpacked_after(
        &self,
        subdistrict: &SubdistrictId,
        after: CaseId,
        limit: u32,
    ) -> Result<Vec<(CaseId, Facts)>, StoreError>;
    /// Puts packs that follow one another in the place of those that begin among their documents.
    async fn put_packs(
        &self,
        subdistrict: &SubdistrictId,
        packs: &[Pack],
    ) -> Result<(), StoreError>;
    /// Forgets all packs of a subdistrict.
    async fn forget_packs(&self, subdistrict: &SubdistrictId) -> Result<(), StoreError>;
}
