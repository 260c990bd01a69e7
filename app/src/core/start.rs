//! From an empty page to a person's list: without a network, if somebody has ever signed in here.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::Open;
use super::{Core, Session, SessionState, StorageProblem, Tab};
use crate::device::{Channel, Device, Notice, clock, lead, mark, worker};
use crate::outbox::{adopt, is_of_another_device};
use crate::records::{Happened, Log, Place, Profile, Revoked, VERSION};
use crate::store::IndexedDb;
use crate::sync::who;

impl Core {
    /// Opens what is here.
    pub(super) fn start(&self) {
        let core = *self;
        let channel = Rc::new(Channel::open(move |notice| core.notice(notice)));
        self.home.update_value(|home| home.channel = Some(channel));
        self.listen_to_browser();
        worker::register(move || core.update_offered.set(true));
        self.restart();
    }

    /// Looks at the device anew: at the start, and when another tab has let somebody in or out.
    pub(super) fn restart(&self) {
        let core = *self;
        spawn_local(async move {
            core.leave();
            if let Err(problem) = core.look_at_device().await {
                core.session.set(SessionState::Blocked(problem));
            }
        });
    }

    async fn look_at_device(&self) -> Result<(), StorageProblem> {
        let device = Device::open().await?;
        self.home
            .update_value(|home| home.device = Some(device.clone()));
        match device.profile().await? {
            Some(Profile {
                revoked: Some(Revoked::Locked(over)),
                ..
            }) => {
                self.session.set(SessionState::Locked(over));
                self.pay();
                Ok(())
            }
            Some(profile) if profile.revoked.is_some() => self.resume(profile).await,
            Some(profile) if profile.signed_in => {
                let known = device.of(&profile.user).await?;
                self.enter(session_of(profile), known.opened).await
            }
            Some(profile) => {
                let last_user = profile.last_user();
                self.session.set(SessionState::SignedOut { last_user });
                self.pay();
                Ok(())
            }
            None => {
                self.storage
                    .update(|report| report.was_cleared = mark::is_set());
                let last_user = None;
                self.session.set(SessionState::SignedOut { last_user });
                self.recognise().await
            }
        }
    }

    /// Nobody is known here, and yet the server may know this browser: then it has cleared what was stored, but not its
    /// cookie. Whoever it was goes on, and is told.
    pub(super) async fn recognise(&self) -> Result<(), StorageProblem> {
        let Ok(known) = who().await else {
            return Ok(());
        };
        let nobody_yet = matches!(self.session.get_untracked(), SessionState::SignedOut { .. });
        if !nobody_yet {
            return Ok(());
        }
        let session = Session {
            // The server does not say it; the next sign-in will.
            user: String::new(),
            principal: known.principal,
            name: known.name,
        };
        self.note_profile(&session, true).await?;
        self.enter(session, true).await
    }

    /// Opens a person's store and shows what is in it. `known` says that it was there before.
    pub(super) async fn enter(&self, session: Session, known: bool) -> Result<(), StorageProblem> {
        let name = format!("gridloop-{}", session.principal.person);
        let store = IndexedDb::open(&name).await?;
        let person = &session.principal.person;
        let was_cleared = store.is_new && (known || mark::is_set_for(person));
        mark::set(person, true);
        let session = Arc::new(session);
        let noted = self
            .device()?
            .note(&session.user, session.principal.device, true)
            .await;
        match noted {
            // It was noted before. What waits here can go all the same, and makes room.
            Err(StorageProblem::Full) if known => {}
            noted => drop(noted?),
        }
        let open = Rc::new(Open::new(store, session.clone()));
        let mut contents = open.contents().await?;
        if is_of_another_device(&contents.queue.outbox, &session.principal) {
            match adopt(&open.store, &session.principal, clock::now()).await {
                // The next push does it, and makes room for it.
                Err(StorageProblem::Full) => {}
                adopted => {
                    adopted?;
                    contents = open.contents().await?;
                }
            }
        }
        {
            let mut list = open.list.borrow_mut();
            list.load(contents.rows);
            list.set_queue(&contents.queue.outbox, &contents.queue.tray);
        }
        if let Some(by) = &contents.place.skipped {
            if by == VERSION {
                self.storage.update(|report| report.skipped = true);
            } else {
                // This version may know what that one passed over.
                match open.begin_anew().await {
                    // At the next start, then.
                    Err(StorageProblem::Full) => {}
                    begun => {
                        begun?;
                        contents.place = Place::default();
                    }
                }
            }
        }
        open.fetching.set(contents.place.is_fetching());
        open.queue.replace(contents.queue);
        self.directory.set(contents.directory);
        self.publish(&open);
        self.say(&open);
        self.home
            .update_value(|home| home.open = Some(open.clone()));
        self.session.set(SessionState::SignedIn(session.clone()));
        self.reload(&open, |_| true);
        self.take_part(&open);
        self.look_back(&open, was_cleared).await;
        open.sweep().await;
        self.look_at_space().await;
        Ok(())
    }

    /// What there is to be said of how the store was found.
    async fn look_back(&self, open: &Open, was_cleared: bool) {
        if was_cleared {
            self.log(Happened::Cleared).await;
        }
        let unreadable = open.queue.borrow().unreadable;
        if unreadable > 0 {
            self.log(Happened::Unreadable(unreadable)).await;
        }
        let log = match self.device() {
            Ok(device) => device.read_log().await.unwrap_or_default(),
            Err(_) => Log::default(),
        };
        self.storage.update(|report| {
            report.was_cleared = was_cleared;
            report.log = log.0;
        });
    }

    /// Waits for its turn to lead; until then it hears from the tab that does.
    pub(super) fn take_part(&self, open: &Rc<Open>) {
        self.is_now(Tab::Follower);
        let (core, held) = (*self, Rc::downgrade(open));
        let name = format!("gridloop-{}", open.session.borrow().principal.person);
        let leadership = lead(&name, move || {
            if let Some(open) = held.upgrade() {
                core.lead(&open);
            }
        });
        open.leadership.replace(Some(leadership));
        self.tell(&Notice::Hello);
    }

    /// Closes the person's store in this tab.
    pub(super) fn leave(&self) {
        let open = self
            .home
            .try_update_value(|home| home.open.take())
            .flatten();
        if let Some(open) = open {
            open.close();
        }
        self.directory.set(None);
        self.rows.set(Arc::default());
        self.waiting.set(Arc::default());
        self.held_count.set(0);
    }

    /// Notes who uses the device.
    pub(super) async fn note_profile(
        &self,
        session: &Session,
        signed_in: bool,
    ) -> Result<(), StorageProblem> {
        let profile = Profile {
            user: session.user.clone(),
            principal: session.principal.clone(),
            name: session.name.clone(),
            signed_in,
            owes_sign_out: !signed_in,
            revoked: None,
        };
        self.device()?.set_profile(&profile).await
    }
}

pub(super) fn session_of(profile: Profile) -> Session {
    Session {
        user: profile.user,
        principal: profile.principal,
        name: profile.name,
    }
}
