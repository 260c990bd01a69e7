//! What the courier sends a device for, each over the store and the app's own parts, step by step as in `app/src/sync`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use futures_util::future::{OptionFuture, join};
use gridloop_app::inbox::{PageSize, Piece, chunks, take_in};
use gridloop_app::outbox::{Event, Failure, Push, Sent, Trouble, batch, settle};
use gridloop_app::records::{
    OutboxRow, PLACE, Place, Record, StoredPhoto, ask, ask_all, found, found_all,
};
use gridloop_app::store::{Durability, LocalStore, Memory, Next, Query, Shelf, StorageProblem};
use gridloop_shared::model::{CaseId, PhotoHash, Principal};
use gridloop_shared::sync::{PullReply, PullRow, PushChange};

use tokio::sync::Notify;

use super::now;
use super::wire::{NoAnswer, Progress, Wire};

/// Bytes of one piece of a photo.
const PIECE: usize = 256 * 1024;

/// What an errand has at hand.
pub struct Errands {
    pub store: Memory,
    pub principal: Principal,
    pub wire: Wire,
    pub started: RefCell<BTreeSet<PhotoHash>>,
    pub first_ever: Cell<bool>,
    pub page: Cell<PageSize>,
    /// A page has come: told when whoever runs the errands looks.
    pub came: Notify,
}

impl Errands {
    /// Pushes one batch.
    pub async fn push(&self, most: usize, stuck: BTreeSet<CaseId>) -> Event {
        let rows: Vec<OutboxRow> = self.all().await;
        let batch = batch(&rows, &stuck, most);
        let mut push = Push::default();
        if batch.is_empty() {
            return Event::Pushed(push, None);
        }
        push.cases = batch.iter().map(|row| row.act.case).collect();
        let sent: Vec<Sent> = batch.iter().map(|row| Sent::from(*row)).collect();
        let changes = batch.iter().map(|row| PushChange {
            document: row.act.case,
            bytes: row.bytes.clone(),
        });
        match self.wire.push(changes.collect()).await {
            Ok(reply) => {
                let settled = settle(&self.store, &self.principal, &sent, &reply.verdicts, now());
                let missing = settled.await.unwrap().missing;
                push.missing = missing.into_keys().collect();
                Event::Pushed(push, None)
            }
            Err(no) => Event::Pushed(push, Some(no.into())),
        }
    }

    /// Pulls until there is no more.
    pub async fn pull(&self) -> Event {
        let outcome = self.pages().await;
        if outcome.is_err() {
            self.first_ever.set(false);
        }
        if let Err(Failure::Trouble(Trouble::NoNetwork | Trouble::Slow, _)) = outcome {
            self.page.set(self.page.get().after_cut());
        }
        Event::Pulled(outcome)
    }

    async fn pages(&self) -> Result<(), Failure> {
        let mut cursor = self.place().await.cursor;
        let mut page = self.ask_server(&cursor).await?;
        loop {
            if page.rows.iter().any(begins) {
                self.wire.who().await?;
            }
            let next: OptionFuture<_> = page.more.then(|| self.ask_server(&page.cursor)).into();
            let (taken, next) = join(self.take(&cursor, &page), next).await;
            match (taken, next) {
                (false, _) | (true, None) => return Ok(()),
                (true, Some(next)) => {
                    let next = next?;
                    cursor = page.cursor;
                    page = next;
                }
            }
        }
    }

    async fn ask_server(&self, cursor: &str) -> Result<PullReply, Failure> {
        let began = now();
        let page = self.wire.pull(cursor, self.page.get().rows()).await?;
        let took = now().since(began);
        self.page.set(self.page.get().after_page(took));
        Ok(page)
    }

    async fn take(&self, cursor: &str, page: &PullReply) -> bool {
        let mut pieces = chunks(&page.rows);
        if pieces.is_empty() && page.cursor != cursor {
            pieces.push(&[]);
        }
        let last = pieces.len().saturating_sub(1);
        for (number, rows) in pieces.into_iter().enumerate() {
            let piece = Piece {
                asked: cursor,
                rows,
                next: (number == last).then_some(page.cursor.as_str()),
                first_ever: self.first_ever.get(),
                ..Piece::default()
            };
            let taken = take_in(&self.store, &self.principal, piece, now()).await;
            let taken = taken.unwrap();
            if taken.stale {
                return false;
            }
            if let Some(began_empty) = taken.began_empty {
                self.first_ever.set(began_empty);
            }
            self.came.notify_one();
        }
        true
    }

    /// Sends one piece of the oldest photo that is waiting.
    pub async fn upload(&self) -> Event {
        let all: Vec<StoredPhoto> = self.all().await;
        let waiting = all.into_iter().filter(StoredPhoto::is_waiting);
        let Some(photo) = waiting.min_by_key(|photo| (photo.sent == 0, photo.since)) else {
            return Event::Uploaded(Ok(false));
        };
        match self.go_on(&photo).await {
            Ok(progress) => {
                self.started.borrow_mut().insert(photo.hash.clone());
                self.note(&photo.hash, progress).await.unwrap();
                Event::Uploaded(Ok(true))
            }
            Err(failure) => Event::Uploaded(Err(failure)),
        }
    }

    async fn go_on(&self, photo: &StoredPhoto) -> Result<Progress, Failure> {
        let started = self.started.borrow().contains(&photo.hash);
        let from = match started {
            true => photo.sent,
            false => match self.wire.photo_head(&photo.hash).await {
                Ok(Progress::At(from)) => from,
                Ok(whole) => return Ok(whole),
                Err(NoAnswer::NotHere) => 0,
                Err(no) => return Err(no.into()),
            },
        };
        let query = Query::One(Shelf::Pixels, photo.hash.to_string());
        let bytes = self.store.read(vec![query]).await.unwrap().one().unwrap();
        let bytes = bytes.unwrap();
        let start = usize::try_from(from).unwrap();
        let end = start.saturating_add(PIECE).min(bytes.len());
        let piece = bytes[start..end].to_vec();
        let sent = self.wire.photo_piece(&photo.hash, from, photo.size, piece);
        match sent.await {
            Ok(progress) => Ok(progress),
            Err(NoAnswer::Problem(_, Some(at))) => Ok(Progress::At(at)),
            Err(no) => Err(no.into()),
        }
    }

    async fn note(&self, hash: &PhotoHash, progress: Progress) -> Result<(), StorageProblem> {
        let queries = vec![ask::<StoredPhoto>(hash)];
        let shelves = [Shelf::Photos];
        let note = |mut answers| {
            let mut photo = found::<StoredPhoto>(&mut answers)?.unwrap();
            match progress {
                Progress::At(sent) => photo.sent = sent,
                Progress::Whole => (photo.sent, photo.uploaded) = (photo.size, true),
            }
            Ok(Next::Write(vec![photo.put()?], ()))
        };
        self.store
            .transact(&shelves, Durability::Relaxed, queries, note)
            .await
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

const fn begins(row: &PullRow) -> bool {
    matches!(row, PullRow::Begin { .. })
}

/// Whether waiting is of no use.
pub const fn is_for_good(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::SignedOut
            | Failure::Device
            | Failure::Trouble(
                Trouble::NotUnderstood | Trouble::TooOld | Trouble::Garbage,
                _
            )
    )
}
