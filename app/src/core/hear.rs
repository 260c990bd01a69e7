//! What comes in: news of the engine, notices of other tabs, and the browser's own events.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::Principal;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::Open;
use super::{Core, Session, SessionState, Tab};
use crate::device::{Notice, clock, sleep, worker};
use crate::outbox::{Event, Trouble};
use crate::sync::{Engine, News, Status};

/// How often a tab says that somebody looks at it.
const LOOKING: Duration = Duration::from_secs(30);
/// Milliseconds after which nobody does who has not said so again.
const LOOK_AWAY: i32 = 70_000;

impl Core {
    /// This tab leads from now on.
    pub(super) fn lead(&self, open: &Rc<Open>) {
        self.is_now(Tab::Leader);
        let (core, held) = (*self, Rc::downgrade(open));
        let principal = open.session.borrow().principal.clone();
        let engine = Engine::start(
            open.store.clone(),
            principal,
            self.is_looked_at(),
            open.revoked.get(),
            move |news| {
                if let Some(open) = held.upgrade() {
                    core.news(&open, news);
                }
            },
        );
        open.engine.replace(Some(engine));
    }

    fn news(&self, open: &Rc<Open>, news: News) {
        match news {
            News::Changed(changed) => {
                self.follow(open, &changed, true);
                self.refresh(open);
                self.tell(&Notice::Changed(changed.into_keys().collect()));
            }
            News::Shown(shown) => {
                open.list.borrow_mut().show(shown);
                self.publish_soon(open);
                self.say(open);
            }
            News::Listed => {
                open.listed.set(true);
                self.say(open);
            }
            News::TakenIn(taken) => {
                if taken.began_empty.is_some() {
                    open.fetching.set(true);
                    open.listed.set(false);
                    open.list.borrow_mut().show_no_more();
                }
                self.look_how_far(open);
                if taken.directory {
                    self.reread_directory(open);
                    self.tell(&Notice::Directory);
                }
                if taken.skipped {
                    self.storage.update(|report| report.skipped = true);
                    spawn_local(worker::look());
                }
                if taken.outbox {
                    self.refresh(open);
                }
                if taken.outbox || !taken.changed.is_empty() {
                    self.follow(open, &taken.changed, false);
                    self.tell(&Notice::Changed(taken.changed.into_keys().collect()));
                }
            }
            News::Photos => {
                self.refresh(open);
                self.reload(open, |_| true);
                self.tell(&Notice::Changed(Vec::new()));
            }
            News::PhotosCame => {
                self.look_again();
                self.tell(&Notice::PhotosCame);
            }
            News::Principal(principal) => {
                self.tell(&Notice::Principal(Box::new(principal.clone())));
                let session = self.has_grants(open, principal);
                let core = *self;
                spawn_local(async move {
                    // Failing that, it is asked again at the next start.
                    let _ = core.note_profile(&session, true).await;
                });
            }
            News::Pulled => self.look_for_held(open),
            News::Locked(over) => self.lock(over),
            News::Status(status) => {
                let before = open.status.replace(status);
                let too_old = |status: Status| status.trouble == Some(Trouble::TooOld);
                if too_old(status) && !too_old(before) {
                    spawn_local(worker::look());
                }
                if status.revoked {
                    self.deliver_last(open);
                }
                self.say(open);
                self.tell(&server(status));
            }
        }
    }

    /// What another tab says.
    pub(super) fn notice(&self, notice: Notice) {
        let Ok(open) = self.open() else {
            if matches!(notice, Notice::SignedIn(_)) {
                self.restart();
            }
            return;
        };
        match notice {
            Notice::Changed(ids) => self.reread(&open, ids),
            Notice::Directory => self.reread_directory(&open),
            Notice::Queued => self.tell_engine(&open, Event::Queued),
            Notice::Now => self.tell_engine(&open, Event::Now),
            Notice::Looking => {
                self.home
                    .update_value(|home| home.looked_at = Some(clock::now()));
                self.tell_engine(&open, Event::Visible(true));
                self.look_away_later(&open);
            }
            Notice::PhotosCame => self.look_again(),
            Notice::Hello => {
                if open.engine.borrow().is_some() {
                    self.tell(&server(open.status.get()));
                    self.tell(&Notice::Held(self.held_count.get_untracked()));
                }
            }
            Notice::Server {
                trouble,
                signed_out,
                clock_off,
            } => {
                if open.engine.borrow().is_none() {
                    open.status.set(Status {
                        trouble,
                        signed_out,
                        clock_off,
                        ..Status::default()
                    });
                    self.say(&open);
                }
            }
            Notice::SignedIn(person) => {
                if open.session.borrow().principal.person == person {
                    self.tell_engine(&open, Event::SignedIn);
                } else {
                    self.restart();
                }
            }
            Notice::Principal(principal) => {
                let own = open.session.borrow().principal.clone();
                let is_own = (&own.person, own.device) == (&principal.person, principal.device);
                if is_own && own != *principal {
                    self.has_grants(&open, *principal);
                }
            }
            Notice::SignedOut => self.restart(),
            Notice::Revoked => self.hear_revoked(&open),
            Notice::Held(count) => self.held_count.set(count),
        }
    }

    fn tell_engine(self, open: &Open, event: Event) {
        let engine = open.engine.borrow().clone();
        if let Some(engine) = engine {
            engine.hear(event);
        }
    }

    fn reread(&self, open: &Rc<Open>, ids: Vec<gridloop_shared::model::CaseId>) {
        let (core, open) = (*self, open.clone());
        spawn_local(async move {
            if let Ok(changed) = open.read_rows(&ids).await {
                core.follow(&open, &changed, false);
            }
            core.look_how_far(&open);
            core.refresh(&open);
            if ids.is_empty() {
                core.reload(&open, |_| true);
            }
        });
    }

    fn reread_directory(&self, open: &Rc<Open>) {
        let (core, open) = (*self, open.clone());
        spawn_local(async move {
            if let Ok(directory) = open.read_directory().await {
                core.directory.set(directory);
            }
        });
    }

    /// The browser's own events, for as long as the page lives.
    pub(super) fn listen_to_browser(&self) {
        let core = *self;
        let now = move |_: web_sys::Event| core.wake(Event::Now, &Notice::Now);
        let online = move |event: web_sys::Event| {
            now(event);
            let state = core.session.get_untracked();
            if matches!(state, SessionState::SignedOut { last_user: None }) {
                // Only the server may know who was here.
                spawn_local(async move {
                    let _ = core.recognise().await;
                });
            }
        };
        window_event_listener_untyped("online", online);
        // Whoever loses the network is told so at once, and not at the next look.
        window_event_listener_untyped("offline", now);
        window_event_listener_untyped("pageshow", now);
        let visible = move |_: web_sys::Event| {
            core.say_who_looks();
            if is_visible() {
                spawn_local(worker::look());
            }
        };
        window_event_listener_untyped("visibilitychange", visible);
        let looking = move || {
            if is_visible() {
                core.say_who_looks();
                core.look_at_space_at_times();
            }
        };
        // Fails only in a page that is going away.
        let _ = set_interval_with_handle(looking, LOOKING);
    }

    /// Tells the engine, here or in the tab that has it, whether anybody looks.
    fn say_who_looks(&self) {
        let Ok(open) = self.open() else {
            return;
        };
        if open.engine.borrow().is_some() {
            self.tell_engine(&open, Event::Visible(self.is_looked_at()));
        } else if is_visible() {
            self.tell(&Notice::Looking);
        }
    }

    fn look_away_later(&self, open: &Rc<Open>) {
        let (core, held) = (*self, Rc::downgrade(open));
        spawn_local(async move {
            sleep(LOOK_AWAY).await;
            if let Some(open) = held.upgrade() {
                core.tell_engine(&open, Event::Visible(core.is_looked_at()));
            }
        });
    }

    /// Whether somebody looks at this tab, or has just looked at another.
    fn is_looked_at(&self) -> bool {
        let looked_at = self.home.with_value(|home| home.looked_at);
        is_visible() || looked_at.is_some_and(|at| clock::now().since(at) < i64::from(LOOK_AWAY))
    }

    /// From now on acts are decided with these grants.
    fn has_grants(&self, open: &Open, principal: Principal) -> Arc<Session> {
        let session = Arc::new(Session {
            principal,
            ..Session::clone(&open.session.borrow())
        });
        open.session.replace(session.clone());
        self.session.set(SessionState::SignedIn(session.clone()));
        session
    }
}

fn server(status: Status) -> Notice {
    Notice::Server {
        trouble: status.trouble,
        signed_out: status.signed_out,
        clock_off: status.clock_off,
    }
}

fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != web_sys::VisibilityState::Hidden)
}
