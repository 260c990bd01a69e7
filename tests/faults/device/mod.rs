//! A device without a browser: the app's own courier, outbox, inbox and store in memory, run as `app/src/sync/engine.rs` runs
//! them, over a transport of its own.

mod errands;
mod events;
mod wire;

use std::net::SocketAddr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fastrand::Rng;
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::FuturesUnordered;
use gridloop_app::outbox::{Courier, Errand, Event, perform};
use gridloop_app::records::{OutboxRow, Record, StoredDocument, StoredPhoto};
use gridloop_app::store::{Durability, LocalStore, Memory, Next, Shelf, StorageProblem, Write};
use gridloop_shared::command::{Act, Command};
use gridloop_shared::model::{CaseId, CommandId, Photo, Timestamp};
use gridloop_shared::sync::Cursor;
use gridloop_tests::Phone;
use tokio::time::sleep;

use errands::{Errands, is_for_good};
pub use wire::Wire;

/// A device.
pub struct Device {
    errands: Errands,
    courier: Courier,
    dice: Rng,
    /// Failures by errand: what the courier had to get over.
    pub failures: usize,
}

impl Device {
    /// The device of somebody who has signed in, with a way to the server that may be a bad one.
    pub fn of(phone: &Phone, address: SocketAddr, seed: u64) -> Self {
        Self {
            errands: Errands {
                store: Memory::default(),
                principal: phone.principal.clone(),
                wire: Wire::to(address, &phone.token),
                unfit: Default::default(),
                started: Default::default(),
                found: Default::default(),
                came: Default::default(),
            },
            courier: Courier::default(),
            dice: Rng::with_seed(seed),
            failures: 0,
        }
    }

    /// Does something, without a network.
    pub async fn perform(&mut self, case: CaseId, command: Command) {
        let act = Act {
            id: CommandId::new(now(), self.ten()),
            case,
            at: now(),
            command,
        };
        let (store, who) = (&self.errands.store, &self.errands.principal);
        perform(store, who, act, None).await.unwrap();
    }

    /// A case that nobody has.
    pub fn new_case(&mut self) -> CaseId {
        CaseId::new(now(), self.ten())
    }

    /// Keeps a photo that was just taken.
    pub async fn keep(&self, photo: &Photo, bytes: Vec<u8>) {
        let stored = StoredPhoto {
            hash: photo.hash.clone(),
            size: photo.size,
            kind: photo.kind,
            act: None,
            sent: 0,
            uploaded: false,
            lost: false,
            since: now(),
        };
        let pixels = Write::Put(Shelf::Pixels, photo.hash.to_string(), bytes);
        let writes = vec![stored.put().unwrap(), pixels];
        let shelves = [Shelf::Photos, Shelf::Pixels];
        let store = &self.errands.store;
        store
            .transact(&shelves, Durability::Strict, Vec::new(), |_| {
                Ok::<_, StorageProblem>(Next::Write(writes.clone(), ()))
            })
            .await
            .unwrap();
    }

    /// Goes to the server as the courier says, until nothing is left to do. Answers how long that took.
    pub async fn run(&mut self) -> Duration {
        let began = Instant::now();
        let Self {
            errands,
            courier,
            dice,
            failures,
        } = self;
        let mut events = events::listen(errands.wire.clone());
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, Event>> = FuturesUnordered::new();
        let mut heard_server = false;
        let mut wake = Timestamp::from_millis(i64::MAX);
        let mut event = Event::Visible(true);
        loop {
            heard_server |= matches!(event, Event::Pulled(Ok(())));
            if let Some(failure) = failure(&event) {
                assert!(!is_for_good(&failure), "{failure:?}");
                *failures += 1;
            }
            for errand in courier.step(event, now().millis(), dice.u16(..1_000)) {
                match errand {
                    Errand::Push { most, stuck } => {
                        under_way.push(Box::pin(errands.push(most, stuck)));
                    }
                    Errand::Pull => under_way.push(Box::pin(errands.pull())),
                    Errand::Upload => under_way.push(Box::pin(errands.upload())),
                    Errand::Lock => panic!("nobody has revoked this device"),
                    Errand::Wake(at) => wake = Timestamp::from_millis(at),
                }
            }
            if heard_server && errands.is_done().await {
                return began.elapsed();
            }
            let pause = u64::try_from(wake.since(now())).unwrap_or(0);
            event = tokio::select! {
                biased;
                Some(done) = under_way.next(), if !under_way.is_empty() => done,
                Some(heard) = events.next() => heard,
                () = errands.came.notified() => Event::Page,
                () = sleep(Duration::from_millis(pause)) => {
                    wake = Timestamp::from_millis(i64::MAX);
                    Event::Tick
                }
            };
        }
    }

    /// The cases that it holds, with their documents as they are stored.
    pub async fn documents(&self) -> Vec<StoredDocument> {
        self.errands.all().await
    }

    fn ten(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.dice.fill(&mut bytes);
        bytes
    }
}

impl Errands {
    /// Whether all was sent, and the log was read at least up to what was sent.
    async fn is_done(&self) -> bool {
        let place = self.place().await;
        let Ok(cursor) = place.cursor.parse::<Cursor>() else {
            return false;
        };
        !place.naming
            && self.all::<OutboxRow>().await.is_empty()
            && !self
                .all::<StoredPhoto>()
                .await
                .iter()
                .any(StoredPhoto::is_waiting)
            && self
                .all::<StoredDocument>()
                .await
                .iter()
                .all(|stored| stored.seq <= cursor.seq)
    }
}

const fn failure(event: &Event) -> Option<gridloop_app::outbox::Failure> {
    match event {
        Event::Pushed(_, failure) => *failure,
        Event::Pulled(Err(failure)) | Event::Uploaded(Err(failure)) => Some(*failure),
        _ => None,
    }
}

/// Now, by this machine's clock.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap())
}
