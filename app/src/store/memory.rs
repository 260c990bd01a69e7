//! A store that forgets: for tests, and for what the contract means.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::question::Answer;
use super::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// The bytes of every record, by shelf and key.
type Records = BTreeMap<(Shelf, String), Vec<u8>>;

/// Bytes in memory. A clone is another tab of the same browser.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    records: Rc<RefCell<Records>>,
}

impl Memory {
    fn answer(&self, queries: &[Query]) -> Answers {
        let records = self.records.borrow();
        let on = |shelf: Shelf| {
            records
                .range((shelf, String::new())..)
                .take_while(move |((other, _), _)| *other == shelf)
        };
        let mut answers = Answers::default();
        for query in queries {
            answers.push(match query {
                Query::One(shelf, key) => Answer::One(records.get(&(*shelf, key.clone())).cloned()),
                Query::All(shelf) => Answer::All(on(*shelf).map(|(_, v)| v.clone()).collect()),
                Query::Keys(shelf) => {
                    Answer::Keys(on(*shelf).map(|((_, k), _)| k.clone()).collect())
                }
            });
        }
        answers
    }

    fn write(&self, writes: Vec<Write>) {
        let mut records = self.records.borrow_mut();
        for write in writes {
            match write {
                Write::Put(shelf, key, bytes) => {
                    records.insert((shelf, key), bytes);
                }
                Write::Drop(shelf, key) => {
                    records.remove(&(shelf, key));
                }
                Write::Clear(shelf) => records.retain(|(other, _), _| *other != shelf),
            }
        }
    }
}

impl LocalStore for Memory {
    async fn read(&self, queries: Vec<Query>) -> Result<Answers, StorageProblem> {
        Ok(self.answer(&queries))
    }

    async fn transact<R, E: From<StorageProblem>>(
        &self,
        shelves: &[Shelf],
        _: Durability,
        mut queries: Vec<Query>,
        mut decide: impl FnMut(Answers) -> Result<Next<R>, E>,
    ) -> Result<R, E> {
        loop {
            within(shelves, queries.iter().map(Query::shelf))?;
            match decide(self.answer(&queries))? {
                Next::Ask(more) => queries = more,
                Next::Write(writes, result) => {
                    within(shelves, writes.iter().map(Write::shelf))?;
                    self.write(writes);
                    return Ok(result);
                }
            }
        }
    }
}

/// A shelf that was not named at the start is not part of the transaction.
fn within(shelves: &[Shelf], mut used: impl Iterator<Item = Shelf>) -> Result<(), StorageProblem> {
    match used.find(|shelf| !shelves.contains(shelf)) {
        Some(shelf) => Err(StorageProblem::Failed(format!(
            "{} is not part of the transaction",
            shelf.name()
        ))),
        None => Ok(()),
    }
}
