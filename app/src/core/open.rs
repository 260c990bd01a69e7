//! One person's store, open in this tab, and all that is held in memory of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gridloop_shared::model::{CaseId, Directory};

use super::list::List;
use super::tray::Queue;
use super::{Session, StorageProblem};
use crate::device::Leadership;
use crate::outbox::Changed;
use crate::records::{
    DIRECTORY, OutboxRow, PLACE, Place, Record, SetAside, StoredPhoto, StoredRow, ask, ask_all,
    found, found_all, found_counted, found_or_new, from_bytes,
};
use crate::store::{Answers, Durability, IndexedDb, LocalStore, Next, Query, Shelf};
use crate::sync::{Engine, Status};

/// One person's store, open in this tab.
pub(super) struct Open {
    pub store: IndexedDb,
    pub session: RefCell<Arc<Session>>,
    pub list: RefCell<List>,
    pub queue: RefCell<Queue>,
    pub status: Cell<Status>,
    pub engine: RefCell<Option<Rc<Engine<IndexedDb>>>>,
    pub leadership: RefCell<Option<Leadership>>,
    /// The list was published just now.
    pub publishing: Cell<bool>,
    /// It has changed since.
    pub unpublished: Cell<bool>,
    /// Not all that this person may see is here yet.
    pub fetching: Cell<bool>,
    /// But all of it is in the list.
    pub listed: Cell<bool>,
    /// This device was revoked.
    pub revoked: Cell<bool>,
    /// The queue is being read; when true again, it has changed meanwhile.
    pub reading: Cell<Reading>,
}

/// Whether the queue is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Not,
    Now,
    NowAndAgain,
}

/// What a person's store holds when the app opens.
pub(super) struct Contents {
    pub rows: Vec<StoredRow>,
    pub queue: Queue,
    pub directory: Option<Arc<Directory>>,
    pub place: Place,
}

impl Open {
    pub(super) fn new(store: IndexedDb, session: Arc<Session>) -> Self {
        Self {
            store,
            session: RefCell::new(session),
            list: RefCell::default(),
            queue: RefCell::default(),
            status: Cell::default(),
            engine: RefCell::new(None),
            leadership: RefCell::new(None),
            publishing: Cell::new(false),
            unpublished: Cell::new(false),
            fetching: Cell::new(false),
            listed: Cell::new(false),
            revoked: Cell::new(false),
            reading: Cell::new(Reading::Not),
        }
    }

    /// Everything that is shown before a case is opened, in one transaction.
    pub(super) async fn contents(&self) -> Result<Contents, StorageProblem> {
        let queries = vec![
            ask_all::<StoredRow>(),
            ask_all::<OutboxRow>(),
            ask_all::<SetAside>(),
            ask_all::<StoredPhoto>(),
            Query::One(Shelf::Meta, DIRECTORY.to_owned()),
            ask::<Place>(&PLACE),
        ];
        let mut answers = self.store.read(queries).await?;
        Ok(Contents {
            rows: found_all(&mut answers)?,
            queue: queue(&mut answers)?,
            directory: answers
                .one()?
                .and_then(|bytes| from_bytes(&bytes).ok())
                .map(Arc::new),
            place: found_or_new(&mut answers)?,
        })
    }

    /// How far the log was read.
    pub(super) async fn read_place(&self) -> Result<Place, StorageProblem> {
        let mut answers = self.store.read(vec![ask::<Place>(&PLACE)]).await?;
        found_or_new(&mut answers)
    }

    /// Asks the server for everything anew at the next pull. What is here stays until then.
    pub(super) async fn begin_anew(&self) -> Result<(), StorageProblem> {
        self.store
            .transact(&[Shelf::Meta], Durability::Relaxed, Vec::new(), |_| {
                Ok(Next::Write(vec![Place::default().put()?], ()))
            })
            .await
    }

    /// The outbox, the tray and the photos.
    pub(super) async fn read_queue(&self) -> Result<Queue, StorageProblem> {
        let queries = vec![
            ask_all::<OutboxRow>(),
            ask_all::<SetAside>(),
            ask_all::<StoredPhoto>(),
        ];
        let mut answers = self.store.read(queries).await?;
        queue(&mut answers)
    }

    /// The rows of these cases as they are now.
    pub(super) async fn read_rows(&self, ids: &[CaseId]) -> Result<Changed, StorageProblem> {
        let queries = ids.iter().map(ask::<StoredRow>).collect();
        let mut answers = self.store.read(queries).await?;
        ids.iter()
            .map(|id| Ok((*id, found::<StoredRow>(&mut answers)?)))
            .collect()
    }

    /// The directory.
    pub(super) async fn read_directory(&self) -> Result<Option<Arc<Directory>>, StorageProblem> {
        let queries = vec![Query::One(Shelf::Meta, DIRECTORY.to_owned())];
        let bytes = self.store.read(queries).await?.one()?;
        Ok(bytes
            .and_then(|bytes| from_bytes(&bytes).ok())
            .map(Arc::new))
    }

    /// Stops talking to the server and lets another tab do it.
    pub(super) fn close(&self) {
        if let Some(engine) = self.engine.borrow_mut().take() {
            engine.stop();
        }
        self.leadership.borrow_mut().take();
    }
}

/// The queue, from the answers to outbox, tray and photos.
pub(super) fn queue(answers: &mut Answers) -> Result<Queue, StorageProblem> {
    let mut unreadable = 0;
    Ok(Queue {
        outbox: found_counted(answers, &mut unreadable)?,
        tray: found_counted(answers, &mut unreadable)?,
        photos: found_counted(answers, &mut unreadable)?,
        unreadable,
    })
}

impl Drop for Open {
    fn drop(&mut self) {
        self.close();
    }
}
