//! What the courier sends a device for: the app's own errands, over the store in memory and a way to the server of its own.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gridloop_app::outbox::{Event, Failure, Trouble};
use gridloop_app::records::{PLACE, Place, Record, ask, ask_all, found, found_all};
use gridloop_app::store::{LocalStore, Memory};
use gridloop_app::sync::{Found, News, Pull, Sent, push, upload};
use gridloop_shared::model::{CaseId, PhotoHash, Principal};
use tokio::sync::Notify;

use super::wire::Wire;

/// What an errand has at hand.
pub struct Errands {
    pub store: Memory,
    pub principal: Principal,
    pub wire: Wire,
    pub unfit: RefCell<BTreeSet<PhotoHash>>,
    pub started: RefCell<BTreeSet<PhotoHash>>,
    pub found: Found,
    /// A page has come: told when whoever runs the errands looks.
    pub came: Notify,
}

impl Errands {
    /// Pushes one batch.
    pub async fn push(&self, most: usize, stuck: BTreeSet<CaseId>) -> Event {
        let (store, wire) = (&self.store, &self.wire);
        let pushed = push(store, wire, &self.principal, most, &stuck, false).await;
        Event::Pushed(pushed.push, pushed.outcome.err())
    }

    /// Pulls until there is no more.
    pub async fn pull(&self) -> Event {
        let tell = |news| {
            if matches!(news, News::TakenIn(_)) {
                self.came.notify_one();
            }
        };
        let pull = Pull {
            store: &self.store,
            outside: &self.wire,
            principal: self.principal.clone(),
            found: &self.found,
            tell: &tell,
        };
        Event::Pulled(pull.run().await.map(drop))
    }

    /// Sends one piece of the oldest photo that is waiting.
    pub async fn upload(&self) -> Event {
        let mut unfit = self.unfit.borrow().clone();
        let mut started = self.started.borrow().clone();
        let sent = upload(&self.store, &self.wire, &mut unfit, &mut started).await;
        self.unfit.replace(unfit);
        self.started.replace(started);
        Event::Uploaded(sent.map(|sent| matches!(sent, Sent::Some)))
    }

    /// How far the log was read.
    pub async fn place(&self) -> Place {
        let mut answers = self.store.read(vec![ask::<Place>(&PLACE)]).await.unwrap();
        found(&mut answers).unwrap().unwrap_or_default()
    }

    /// All records of a kind.
    pub async fn all<R: Record>(&self) -> Vec<R> {
        found_all(&mut self.store.read(vec![ask_all::<R>()]).await.unwrap()).unwrap()
    }
}

/// Whether waiting is of no use.
pub const fn is_for_good(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::SignedOut
            | Failure::Revoked
            | Failure::Device
            | Failure::Trouble(
                Trouble::NotUnderstood | Trouble::TooOld | Trouble::Garbage,
                _
            )
    )
}
