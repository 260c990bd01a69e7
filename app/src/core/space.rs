//! How much the browser still takes, watched so that nobody finds out while saving; and room made when it takes no more.

use std::rc::Rc;

use leptos::prelude::*;

use super::open::Open;
use super::{Core, StorageReport};
use crate::device::{clock, storage};
use crate::inbox::make_room;
use crate::records::{Happened, Logged};

/// Milliseconds after which it is looked at again while somebody looks at the app.
const LOOK: i64 = 3_600_000;

impl Core {
    /// Looks at what the browser grants.
    pub(super) async fn look_at_space(&self) {
        self.home
            .update_value(|home| home.space_seen = Some(clock::now()));
        let persisted = storage::persisted().await;
        let estimate = storage::estimate().await;
        self.storage.update(|report| {
            *report = StorageReport {
                persisted,
                usage: estimate.usage,
                quota: estimate.quota,
                ..report.clone()
            };
        });
    }

    /// Once an hour.
    pub(super) fn look_at_space_at_times(&self) {
        let seen = self.home.with_value(|home| home.space_seen);
        if seen.is_some_and(|at| clock::now().since(at).abs() >= LOOK) {
            self.look_at_space_soon();
        }
    }

    /// Without anybody waiting for it.
    pub(super) fn look_at_space_soon(&self) {
        let core = *self;
        leptos::task::spawn_local(async move { core.look_at_space().await });
    }

    /// Something of worth is here now: asks the browser to keep it. Some ask the person, who has just saved something and
    /// knows why.
    pub(super) fn has_saved(&self) {
        let core = *self;
        let asked = self.home.try_update_value(|home| {
            let asked = home.asked_to_persist;
            home.asked_to_persist = true;
            asked
        });
        leptos::task::spawn_local(async move {
            if asked == Some(false) {
                core.ask_to_persist().await;
            }
            core.look_at_space().await;
        });
    }

    pub(super) async fn ask_to_persist(&self) {
        let persisted = storage::persist().await;
        self.storage.update(|report| report.persisted = persisted);
    }

    /// Lets go what the server can send again. Answers whether anything went.
    pub(super) async fn make_room(&self, open: &Rc<Open>) -> bool {
        let person = open.session.borrow().principal.person.clone();
        let Ok(gone) = make_room(&open.store, &person).await else {
            return false;
        };
        if gone.is_nothing() {
            return false;
        }
        let (photos, cases) = (gone.photos, gone.cases);
        self.log(Happened::MadeRoom { photos, cases }).await;
        self.refresh(open);
        self.reload(open, |_| true);
        true
    }

    /// Notes what happened to this device.
    pub(super) async fn log(&self, what: Happened) {
        let Ok(device) = self.device() else {
            return;
        };
        let at = clock::now();
        // On a full disk it is not noted; what it is about has been said on the page.
        if let Ok(log) = device.log(Logged { at, what }).await {
            self.storage.update(|report| report.log = log.0);
        }
    }
}
