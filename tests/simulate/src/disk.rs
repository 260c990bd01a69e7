//! A device's store: the app's store in memory, on a disk that takes time, can be full, and can lose what was not yet on it
//! when the power goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::FutureExt;
use gridloop_app::store::{
    Answers, Durability, LocalStore, Memory, Next, Query, Shelf, StorageProblem, Write,
};

use crate::shared::Shared;

/// A write that takes back another.
type Undo = (Shelf, String, Option<Vec<u8>>);

/// A device's store. A clone is another hand on the same disk.
#[derive(Clone)]
pub struct Disk {
    memory: Memory,
    shared: Rc<Shared>,
    device: usize,
    full: Rc<Cell<bool>>,
    writes: Rc<Cell<u64>>,
    /// What was written since the last commit that is on the disk for certain, newest last.
    unsure: Rc<RefCell<Vec<Undo>>>,
}

impl Disk {
    /// An empty one.
    pub fn new(shared: Rc<Shared>, device: usize) -> Self {
        Self {
            memory: Memory::default(),
            shared,
            device,
            full: Rc::default(),
            writes: Rc::default(),
            unsure: Rc::default(),
        }
    }

    /// Whether there is no room for anything more.
    pub fn set_full(&self, full: bool) {
        self.full.set(full);
    }

    /// Grows with every commit.
    pub fn writes(&self) -> u64 {
        self.writes.get()
    }

    /// The power goes: what was committed without waiting for the disk is gone.
    pub fn lose_power(&self) {
        let undo: Vec<Undo> = self.unsure.borrow_mut().drain(..).rev().collect();
        for (shelf, key, before) in undo {
            let write = match before {
                Some(bytes) => Write::Put(shelf, key, bytes),
                None => Write::Drop(shelf, key),
            };
            self.put(write);
        }
    }

    /// Reads at once, as somebody who looks on from outside.
    pub fn look(&self, queries: Vec<Query>) -> Answers {
        look(&self.memory, queries)
    }

    /// Writes at once, as the person sees to it.
    pub fn put(&self, write: Write) {
        self.writes.set(self.writes.get() + 1);
        self.memory
            .transact(&[write.shelf()], Durability::Strict, Vec::new(), |_| {
                Ok::<_, StorageProblem>(Next::Write(vec![write.clone()], ()))
            })
            .now_or_never()
            .unwrap()
            .unwrap();
    }

    fn note(&self, durability: Durability, writes: &[Write]) {
        self.writes.set(self.writes.get() + 1);
        let mut unsure = self.unsure.borrow_mut();
        if durability == Durability::Strict {
            // What was committed before is on the disk before it.
            unsure.clear();
            return;
        }
        for write in writes {
            let touched: Vec<(Shelf, String)> = match write {
                Write::Put(shelf, key, _) | Write::Drop(shelf, key) => vec![(*shelf, key.clone())],
                Write::Clear(shelf) => {
                    let keys = look(&self.memory, vec![Query::Keys(*shelf)])
                        .keys()
                        .unwrap();
                    keys.into_iter().map(|key| (*shelf, key)).collect()
                }
            };
            for (shelf, key) in touched {
                let query = Query::One(shelf, key.clone());
                let before = look(&self.memory, vec![query]).one().unwrap();
                unsure.push((shelf, key, before));
            }
        }
    }
}

fn look(memory: &Memory, queries: Vec<Query>) -> Answers {
    memory.read(queries).now_or_never().unwrap().unwrap()
}

impl LocalStore for Disk {
    async fn read(&self, queries: Vec<Query>) -> Result<Answers, StorageProblem> {
        self.shared.moment(self.device).await;
        self.memory.read(queries).await
    }

    async fn transact<R, E: From<StorageProblem>>(
        &self,
        shelves: &[Shelf],
        durability: Durability,
        queries: Vec<Query>,
        mut decide: impl FnMut(Answers) -> Result<Next<R>, E>,
    ) -> Result<R, E> {
        self.shared.moment(self.device).await;
        let done = self
            .memory
            .transact(shelves, durability, queries, |answers| {
                let next = decide(answers)?;
                if let Next::Write(writes, _) = &next
                    && !writes.is_empty()
                {
                    if self.full.get() {
                        let problem = StorageProblem::Failed("the disk is full".into());
                        return Err(problem.into());
                    }
                    self.note(durability, writes);
                }
                Ok(next)
            })
            .await;
        self.shared.moment(self.device).await;
        done
    }
}
