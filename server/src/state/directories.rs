//! What is known of every subdistrict without asking the store, in memory: every judgement asks it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use gridloop_shared::follow_up::Office;
use gridloop_shared::model::{Directory, SubdistrictId, Timestamp};

use crate::seal::SealKey;
use crate::store::Tenant;

/// One subdistrict.
#[derive(Debug, Clone)]
pub struct Subdistrict {
    /// Its reference data.
    pub directory: Arc<Directory>,
    /// With what its admitted changes are sealed.
    pub key: SealKey,
}

impl Subdistrict {
    /// What the follow-up plans by, which looks at it since then.
    pub fn office(&self, following: Timestamp) -> Office<'_> {
        Office {
            directory: &self.directory,
            following,
            secret: self.key.as_bytes(),
        }
    }
}

/// The reference data and the key of every subdistrict, shared.
#[derive(Debug, Clone, Default)]
pub struct Directories {
    by_subdistrict: Arc<RwLock<HashMap<SubdistrictId, Subdistrict>>>,
}

impl Directories {
    /// The reference data of one subdistrict.
    pub fn of(&self, subdistrict: &SubdistrictId) -> Option<Arc<Directory>> {
        self.subdistrict(subdistrict).map(|known| known.directory)
    }

    /// One subdistrict.
    pub fn subdistrict(&self, subdistrict: &SubdistrictId) -> Option<Subdistrict> {
        // A poisoned lock still guards a whole map: `put` replaces one entry and cannot stop half-way.
        let all = self
            .by_subdistrict
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        all.get(subdistrict).cloned()
    }

    /// All subdistricts.
    pub fn all(&self) -> Vec<SubdistrictId> {
        let all = self
            .by_subdistrict
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        all.keys().cloned().collect()
    }

    /// Puts newer reference data in the place of a subdistrict's.
    pub fn renew(&self, directory: Directory) {
        let mut all = self
            .by_subdistrict
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get_mut(&directory.subdistrict) {
            known.directory = Arc::new(directory);
        }
    }

    /// Puts a subdistrict in the place of its older version.
    pub fn put(&self, tenant: Tenant) {
        let mut all = self
            .by_subdistrict
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let known = Subdistrict {
            key: tenant.key,
            directory: Arc::new(tenant.directory),
        };
        all.insert(known.directory.subdistrict.clone(), known);
    }
}
