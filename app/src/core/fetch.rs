//! Whether everything is here yet. Until every case is listed, the list is short and its figures are wrong; the cases themselves may
//! come later.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Core;
use super::open::Open;
use crate::device::Notice;

impl Core {
    /// Looks again how far the log was read, as long as it was not read to its end.
    pub(super) fn look_how_far(&self, open: &Rc<Open>) {
        if !open.fetching.get() {
            return;
        }
        let (core, open) = (*self, open.clone());
        spawn_local(async move {
            let Ok(place) = open.read_place().await else {
                return;
            };
            let fetching = place.is_fetching();
            if open.fetching.replace(fetching) && !fetching {
                core.tell(&Notice::Changed(Vec::new()));
            }
            core.say(&open);
        });
    }

    /// What the pages are told of it.
    pub(super) fn say_listing(&self, open: &Open) {
        let listing = open.fetching.get() && !open.listed.get();
        if self.listing.get_untracked() != listing {
            self.listing.set(listing);
        }
    }
}
