//! A device that was revoked: nothing is shown from the moment that it knows, what is not on the server is handed over, and then
//! nothing of the person is left on it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::List;
use super::open::Open;
use super::start::session_of;
use super::{Core, SessionState, StorageProblem};
use crate::device::{Notice, mark};
use crate::outbox::Event;
use crate::records::{LastDelivery, Profile, Revoked};
use crate::store::IndexedDb;

impl Core {
    /// The server has said so, in this tab.
    pub(super) fn is_revoked(&self) {
        let Ok(open) = self.open() else {
            return;
        };
        self.hear_revoked(&open);
        self.tell(&Notice::Revoked);
    }

    /// The server has said so, in some tab: the one that talks to it hands over, the others make way.
    pub(super) fn hear_revoked(&self, open: &Rc<Open>) {
        let engine = open.engine.borrow().clone();
        match engine {
            Some(engine) => engine.hear(Event::Revoked),
            None if open.revoked.get() => {}
            None => {
                self.hide(open);
                let core = *self;
                spawn_local(async move {
                    let _ = core.note_revoked(Revoked::HandingOver).await;
                    core.restart();
                });
            }
        }
    }

    /// Hands over what is not on the server; nothing is shown any more.
    pub(super) fn deliver_last(&self, open: &Rc<Open>) {
        if open.revoked.get() {
            return;
        }
        self.hide(open);
        let core = *self;
        spawn_local(async move {
            // Failing that, the server says it again at the next start.
            let _ = core.note_revoked(Revoked::HandingOver).await;
            core.tell(&Notice::Revoked);
        });
    }

    fn hide(&self, open: &Open) {
        open.revoked.set(true);
        let user = open.session.borrow().user.clone();
        let last_user = Some(user).filter(|user| !user.is_empty());
        self.session.set(SessionState::HandingOver { last_user });
        open.list.replace(List::default());
        self.directory.set(None);
        self.rows.set(Arc::default());
    }

    /// Goes on handing over where it was left.
    pub(super) async fn resume(&self, profile: Profile) -> Result<(), StorageProblem> {
        let session = Arc::new(session_of(profile));
        let name = format!("gridloop-{}", session.principal.person);
        let open = Rc::new(Open::new(IndexedDb::open(&name).await?, session));
        self.hide(&open);
        open.queue.replace(open.read_queue().await?);
        self.say(&open);
        self.home
            .update_value(|home| home.open = Some(open.clone()));
        self.take_part(&open);
        Ok(())
    }

    /// Whether there is something to hand over before this person, who has just given the right password on a device that was
    /// revoked, goes on as another.
    pub(super) async fn hands_over_first(
        &self,
        mut profile: Profile,
    ) -> Result<bool, StorageProblem> {
        if self.open().is_ok() {
            let person = profile.principal.person.clone();
            self.wake(Event::SignedIn, &Notice::SignedIn(person));
            return Ok(true);
        }
        let name = format!("gridloop-{}", profile.principal.person);
        let open = Open::new(
            IndexedDb::open(&name).await?,
            Arc::new(session_of(profile.clone())),
        );
        if open.read_queue().await?.unsent() == 0 {
            return Ok(false);
        }
        profile.revoked = Some(Revoked::HandingOver);
        profile.owes_sign_out = false;
        self.device()?.set_profile(&profile).await?;
        self.resume(profile).await?;
        Ok(true)
    }

    /// Nothing of the person is left on this device.
    pub(super) fn lock(&self, over: LastDelivery) {
        let core = *self;
        spawn_local(async move {
            // Failing that, there is nothing left to hand over at the next start, and it is said again.
            let _ = core.note_revoked(Revoked::Locked(over)).await;
            core.tell(&Notice::SignedOut);
            core.leave();
            core.session.set(SessionState::Locked(over));
            core.pay();
        });
    }

    /// Whoever uses this phone goes on to the sign-in page.
    pub(super) async fn begin_anew(&self) -> Result<(), StorageProblem> {
        let device = self.device()?;
        let mut last_user = None;
        if let Some(profile) = device.profile().await? {
            last_user = profile.last_user();
            let revoked = None;
            device.set_profile(&Profile { revoked, ..profile }).await?;
        }
        self.session.set(SessionState::SignedOut { last_user });
        Ok(())
    }

    async fn note_revoked(&self, revoked: Revoked) -> Result<(), StorageProblem> {
        let device = self.device()?;
        let Some(mut profile) = device.profile().await? else {
            return Ok(());
        };
        if matches!(profile.revoked, Some(Revoked::Locked(_))) {
            // Another tab was faster, and knows how much there was.
            return Ok(());
        }
        profile.revoked = Some(revoked);
        match revoked {
            Revoked::HandingOver => device.set_profile(&profile).await,
            Revoked::Locked(_) => {
                profile.signed_in = false;
                profile.owes_sign_out = true;
                device.use_up(&profile).await?;
                mark::set(&profile.principal.person, false);
                Ok(())
            }
        }
    }
}
