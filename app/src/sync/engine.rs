//! Runs errands as the courier says. It lives in the one tab that leads.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use gridloop_shared::model::{CaseId, PhotoHash, Principal, Timestamp};
use wasm_bindgen_futures::spawn_local;

use super::events::Listening;
use super::photos::{Sent, upload};
use super::pull::{Found, Pull};
use super::push::push;
use super::{Browser, Outside};
use crate::device::{random, sleep};
use crate::inbox::TakenIn;
use crate::outbox::{Changed, Courier, Errand, Event, Failure, Trouble, lock};
use crate::records::LastDelivery;
use crate::store::LocalStore;

/// What the engine knows of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// Why it is of no use, if it is not.
    pub trouble: Option<Trouble>,
    /// The session has ended on the server.
    pub signed_out: bool,
    /// This device was revoked.
    pub revoked: bool,
    /// A push is on its way.
    pub sending: bool,
    /// How far the device's clock is ahead, in milliseconds.
    pub clock_off: Option<i64>,
}

/// What the engine tells the app.
#[derive(Debug)]
pub enum News {
    /// Rows have changed, and perhaps the outbox.
    Changed(Changed),
    /// Rows that can be shown, of documents that are on their way.
    Shown(Changed),
    /// Every case has its row now, shown or taken in.
    Listed,
    /// A piece of the log was taken in.
    TakenIn(TakenIn),
    /// A piece of a photo was sent.
    Photos,
    /// Photos of others may have come to the server.
    PhotosCame,
    /// The person has other grants now.
    Principal(Principal),
    /// The log was read to its end.
    Pulled,
    /// The engine knows something else of the server.
    Status(Status),
    /// This device was revoked, and nothing of its person is left on it.
    Locked(LastDelivery),
}

/// The way to the server, open.
pub struct Engine<S> {
    store: S,
    principal: RefCell<Principal>,
    courier: RefCell<Courier>,
    listening: RefCell<Option<Listening>>,
    visible: Cell<bool>,
    /// Which of the timers set is the one that counts.
    timer: Cell<u64>,
    status: Cell<Status>,
    /// The cases that were told to be stuck.
    told: RefCell<Vec<(CaseId, Trouble)>>,
    stopped: Cell<bool>,
    unfit: RefCell<BTreeSet<PhotoHash>>,
    started: RefCell<BTreeSet<PhotoHash>>,
    found: Found,
    tell: Box<dyn Fn(News)>,
}

impl<S: LocalStore + Clone + 'static> Engine<S> {
    /// Starts it: at once pushes what waits and pulls what is new.
    pub fn start(
        store: S,
        principal: Principal,
        visible: bool,
        revoked: bool,
        tell: impl Fn(News) + 'static,
    ) -> Rc<Self> {
        let engine = Rc::new(Self {
            store,
            principal: RefCell::new(principal),
            courier: RefCell::new(if revoked {
                Courier::revoked()
            } else {
                Courier::default()
            }),
            listening: RefCell::new(None),
            visible: Cell::new(visible),
            timer: Cell::new(0),
            status: Cell::default(),
            told: RefCell::default(),
            stopped: Cell::new(false),
            unfit: RefCell::default(),
            started: RefCell::default(),
            found: Found::default(),
            tell: Box::new(tell),
        });
        engine.hear(Event::Visible(visible));
        engine
    }

    /// Takes in what happened.
    pub fn hear(self: &Rc<Self>, event: Event) {
        if self.stopped.get() {
            return;
        }
        if let Event::Visible(visible) = event {
            self.visible.set(visible);
        }
        if event == Event::Now {
            self.unfit.borrow_mut().clear();
        }
        let pulled = matches!(event, Event::Pulled(Ok(_)));
        let now = Browser.now().millis();
        let errands = self.courier.borrow_mut().step(event, now, random::dice());
        for errand in errands {
            self.run(errand, now);
        }
        self.listen(pulled);
        self.say();
    }

    /// The cases that cannot go on their own.
    #[must_use]
    pub fn stuck(&self) -> Vec<(CaseId, Trouble)> {
        let courier = self.courier.borrow();
        courier
            .stuck()
            .iter()
            .map(|(id, stuck)| (*id, stuck.why))
            .collect()
    }

    /// What it knows of the server.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.get()
    }

    /// Ends it. What is on its way still comes to its end.
    pub fn stop(&self) {
        self.stopped.set(true);
        self.listening.borrow_mut().take();
    }

    fn run(self: &Rc<Self>, errand: Errand, now: i64) {
        match errand {
            Errand::Push { most, stuck } => self.push(most, stuck),
            Errand::Pull => self.pull(),
            Errand::Upload => self.upload(),
            Errand::Lock => self.lock(),
            Errand::Wake(at) => self.wake_in(at.saturating_sub(now)),
        }
    }

    fn push(self: &Rc<Self>, most: usize, stuck: BTreeSet<CaseId>) {
        let engine = self.clone();
        engine.note(|status| status.sending = true);
        spawn_local(async move {
            let principal = engine.principal.borrow().clone();
            let revoked = engine.courier.borrow().is_revoked();
            let pushed = push(&engine.store, &Browser, &principal, most, &stuck, revoked).await;
            engine.note(|status| status.sending = false);
            if !pushed.push.cases.is_empty() {
                (engine.tell)(News::Changed(pushed.changed));
            }
            if let Ok(Some(now)) = pushed.outcome {
                engine.compare(now);
            }
            if pushed.revoked {
                engine.hear(Event::Revoked);
            }
            engine.hear(Event::Pushed(pushed.push, pushed.outcome.err()));
        });
    }

    fn pull(self: &Rc<Self>) {
        let engine = self.clone();
        spawn_local(async move {
            let tell = |news| {
                if let News::Principal(principal) = &news {
                    engine.principal.replace(principal.clone());
                }
                let page = matches!(news, News::TakenIn(_));
                (engine.tell)(news);
                if page {
                    engine.hear(Event::Page);
                }
            };
            let principal = engine.principal.borrow().clone();
            let pull = Pull {
                store: &engine.store,
                outside: &Browser,
                principal,
                found: &engine.found,
                tell: &tell,
            };
            let outcome = pull.run().await;
            if let Ok(pulled) = outcome {
                engine.compare(pulled.now);
            }
            engine.hear(Event::Pulled(outcome.map(drop)));
            if outcome.is_ok() {
                (engine.tell)(News::Pulled);
            }
            if outcome.is_ok_and(|pulled| pulled.gave_back) {
                engine.hear(Event::Now);
            }
        });
    }

    fn upload(self: &Rc<Self>) {
        let engine = self.clone();
        spawn_local(async move {
            let mut unfit = engine.unfit.borrow().clone();
            let mut started = engine.started.borrow().clone();
            let sent = upload(&engine.store, &Browser, &mut unfit, &mut started).await;
            engine.unfit.borrow_mut().append(&mut unfit);
            engine.started.borrow_mut().append(&mut started);
            let outcome = sent.map(|sent| matches!(sent, Sent::Some));
            if outcome == Ok(true) {
                (engine.tell)(News::Photos);
            }
            engine.hear(Event::Uploaded(outcome));
        });
    }

    fn lock(self: &Rc<Self>) {
        let engine = self.clone();
        spawn_local(async move {
            let stuck = engine.stuck().into_iter().map(|(id, _)| id).collect();
            let unfit = engine.unfit.borrow().clone();
            let outcome = lock(&engine.store, &stuck, &unfit).await;
            let is_locked = outcome.as_ref().map(Option::is_some);
            engine.hear(Event::Locked(is_locked.map_err(|_| Failure::Device)));
            if let Ok(Some(over)) = outcome {
                (engine.tell)(News::Locked(over));
            }
        });
    }

    fn wake_in(self: &Rc<Self>, millis: i64) {
        let timer = self.timer.get().wrapping_add(1);
        self.timer.set(timer);
        let engine = self.clone();
        // A browser's timer takes no more than 24 days.
        let millis = i32::try_from(millis.max(0)).unwrap_or(i32::MAX);
        spawn_local(async move {
            sleep(millis).await;
            if engine.timer.get() == timer {
                engine.hear(Event::Tick);
            }
        });
    }

    /// Listens while somebody looks, and again when the browser has given up and the server answers.
    fn listen(self: &Rc<Self>, reachable: bool) {
        let wanted = {
            let courier = self.courier.borrow();
            self.visible.get() && !courier.is_signed_out() && !courier.is_revoked()
        };
        let mut listening = self.listening.borrow_mut();
        if !wanted {
            listening.take();
            return;
        }
        let given_up = listening.as_ref().is_some_and(Listening::is_closed);
        if listening.is_none() || (given_up && reachable) {
            let engine = Rc::downgrade(self);
            let tell: Rc<dyn Fn(Event)> = Rc::new(move |event| {
                if let Some(engine) = engine.upgrade() {
                    engine.hear(event);
                }
            });
            let engine = Rc::downgrade(self);
            let photos_came = move || {
                if let Some(engine) = engine.upgrade() {
                    (engine.tell)(News::PhotosCame);
                }
            };
            *listening = Listening::start(&tell, Rc::new(photos_came));
        }
    }

    fn compare(&self, server: Timestamp) {
        /// Less is of no consequence and happens on honest devices.
        const TOLERANCE: i64 = 300_000;
        let ahead = Browser.now().since(server);
        let off = (ahead.abs() > TOLERANCE).then_some(ahead);
        self.note(|status| status.clock_off = off);
    }

    fn note(&self, change: impl FnOnce(&mut Status)) {
        let mut status = self.status.get();
        change(&mut status);
        if status != self.status.replace(status) {
            (self.tell)(News::Status(status));
        }
    }

    fn say(&self) {
        let courier = self.courier.borrow().clone();
        self.note(|status| {
            status.trouble = courier.trouble();
            status.signed_out = courier.is_signed_out();
            status.revoked = courier.is_revoked();
        });
        let stuck = self.stuck();
        if stuck != self.told.replace(stuck.clone()) {
            (self.tell)(News::Status(self.status.get()));
        }
    }
}
