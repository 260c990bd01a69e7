//! Subdistricts and their reference data.

use async_trait::async_trait;
use gridloop_shared::model::Directory;

use super::{Account, StoreError};
use crate::seal::SealKey;

/// One subdistrict as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Tenant {
    /// Which beginning of its log this is.
    pub epoch: u64,
    /// With what its admitted changes are sealed.
    pub key: SealKey,
    /// Its reference data; names the subdistrict.
    pub directory: Directory,
}

/// Subdistricts and their reference data.
#[async_trait]
pub trait Tenants: Send + Sync {
    /// Whether the database answers and can be written.
    async fn healthy(&self) -> Result<(), StoreError>;
    /// Every subdistrict.
    async fn tenants(&self) -> Result<Vec<Tenant>, StoreError>;
    /// Founds a subdistrict with the accounts of its people, all or nothing.
    async fn found(&self, tenant: &Tenant, accounts: &[Account]) -> Result<(), StoreError>;
}
