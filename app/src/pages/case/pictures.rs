//! How the photos of the case are to be seen, looked up once a photo and kept while the page is open.

use std::collections::HashMap;

use gridloop_shared::model::PhotoHash;
use leptos::prelude::*;

use crate::core::{Sight, use_core};

/// The photos of the page.
#[derive(Clone, Copy)]
pub struct Pictures {
    sights: StoredValue<HashMap<PhotoHash, Sight>>,
    owner: StoredValue<Option<Owner>>,
}

/// Makes [`use_pictures`] work below; the photos end with this component.
pub fn provide_pictures() {
    provide_context(Pictures {
        sights: StoredValue::new(HashMap::new()),
        owner: StoredValue::new(Owner::current()),
    });
}

/// The photos of the page.
pub fn use_pictures() -> Pictures {
    expect_context()
}

impl Pictures {
    /// How a photo is to be seen.
    pub fn sight(self, hash: &PhotoHash) -> Sight {
        if let Some(known) = self.sights.with_value(|sights| sights.get(hash).copied()) {
            return known;
        }
        let core = use_core();
        let look = || core.photo(hash.clone());
        let sight = match self.owner.get_value() {
            Some(owner) => owner.with(look),
            None => look(),
        };
        self.sights.update_value(|sights| {
            sights.insert(hash.clone(), sight);
        });
        sight
    }
}
