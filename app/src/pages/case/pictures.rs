//! Where the photos of the case are found, looked up once a photo and kept while the page is open.

use std::collections::HashMap;

use gridloop_shared::model::PhotoHash;
use leptos::prelude::*;

use crate::core::use_core;

/// The photos of the page.
#[derive(Clone, Copy)]
pub struct Pictures {
    urls: StoredValue<HashMap<PhotoHash, Signal<Option<String>>>>,
    owner: StoredValue<Option<Owner>>,
}

/// Makes [`use_pictures`] work below; the photos end with this component.
pub fn provide_pictures() {
    provide_context(Pictures {
        urls: StoredValue::new(HashMap::new()),
        owner: StoredValue::new(Owner::current()),
    });
}

/// The photos of the page.
pub fn use_pictures() -> Pictures {
    expect_context()
}

impl Pictures {
    /// Where a photo is found.
    pub fn url(self, hash: &PhotoHash) -> Signal<Option<String>> {
        if let Some(known) = self.urls.with_value(|urls| urls.get(hash).copied()) {
            return known;
        }
        let core = use_core();
        let look = || core.photo_url(hash.clone());
        let url = match self.owner.get_value() {
            Some(owner) => owner.with(look),
            None => look(),
        };
        self.urls.update_value(|urls| {
            urls.insert(hash.clone(), url);
        });
        url
    }
}
