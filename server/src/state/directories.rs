//! The reference data of every subdistrict, in memory: every judgement asks it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use gridloop_shared::model::{Directory, SubdistrictId};

/// The reference data of every subdistrict, shared.
#[derive(Debug, Clone, Default)]
pub struct Directories {
    by_subdistrict: Arc<RwLock<HashMap<SubdistrictId, Arc<Directory>>>>,
}

impl Directories {
    /// The reference data of one subdistrict.
    pub fn of(&self, subdistrict: &SubdistrictId) -> Option<Arc<Directory>> {
        // A poisoned lock still guards a whole map: `put` replaces one entry and cannot stop half-way.
        let all = self
            .by_subdistrict
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        all.get(subdistrict).cloned()
    }

    /// Puts a new version in the place of the old one.
    pub fn put(&self, directory: Directory) {
        let mut all = self
            .by_subdistrict
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        all.insert(directory.subdistrict.clone(), Arc::new(directory));
    }
}
