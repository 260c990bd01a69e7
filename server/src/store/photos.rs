//! Which documents refer to a photo.

use async_trait::async_trait;
use gridloop_shared::model::{PhotoHash, SubdistrictId};
use gridloop_shared::policy::Facts;

use super::StoreError;

/// Which documents refer to a photo.
#[async_trait]
pub trait PhotoRefs: Send + Sync {
    /// What the policy asks now of every document of the subdistrict that refers to the photo.
    async fn referring(
        &self,
        subdistrict: &SubdistrictId,
        photo: &PhotoHash,
    ) -> Result<Vec<Facts>, StoreError>;
}
