//! Which documents refer to a photo, and who has had its bytes.

use async_trait::async_trait;
use gridloop_shared::model::{PersonId, PhotoHash, Principal, SubdistrictId, Timestamp};
use gridloop_shared::policy::Facts;

use super::StoreError;

/// A document that refers to a photo.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What the policy asks of the document now.
    pub facts: Facts,
    /// Whether a person who wrote it there has had the bytes. Somebody who only knows the hash shows nobody the photo.
    pub earned: bool,
}

/// Somebody who has had all bytes of a photo: has sent them, or was allowed to read them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// Which photo.
    pub photo: PhotoHash,
    /// Of which subdistrict the person is.
    pub subdistrict: SubdistrictId,
    /// Who.
    pub person: PersonId,
}

impl Holder {
    /// Somebody, of a photo.
    pub fn of(principal: &Principal, photo: &PhotoHash) -> Self {
        Self {
            photo: photo.clone(),
            subdistrict: principal.subdistrict.clone(),
            person: principal.person.clone(),
        }
    }
}

/// Which documents refer to a photo, and who has had its bytes.
#[async_trait]
pub trait Photos: Send + Sync {
    /// The documents of the subdistrict that refer to the photo.
    async fn referring(
        &self,
        subdistrict: &SubdistrictId,
        photo: &PhotoHash,
    ) -> Result<Vec<Reference>, StoreError>;
    /// Whether somebody has had all bytes.
    async fn holds(&self, holder: &Holder) -> Result<bool, StoreError>;
    /// Notes that these are told now that the server has their photos whole.
    async fn note_holders(&self, holders: &[Holder], now: Timestamp) -> Result<(), StoreError>;
    /// Those of the photos that no document of any subdistrict refers to.
    async fn unnamed(&self, photos: &[PhotoHash]) -> Result<Vec<PhotoHash>, StoreError>;
    /// Forgets who has had a photo, and answers true, if no document refers to it, nobody was told since `since` that it is
    /// here, and nobody who was told has work that is held: it may name the photo. No change is admitted meanwhile.
    async fn forget_photo(&self, photo: &PhotoHash, since: Timestamp) -> Result<bool, StoreError>;
}
