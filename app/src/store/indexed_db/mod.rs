//! The store of the browser. "Saved" is said when `complete` has been seen of a transaction with strict durability.

mod failure;
mod migrations;
mod open;

use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::typed_array::{Uint8Array, Uint8ArraySlice};

use super::question::Answer;
use super::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};
use failure::{aborted, failed};

/// A database of this origin, open.
#[derive(Clone)]
pub struct IndexedDb {
    database: Database,
    /// Whether it was not there before: either the first time, or the browser has cleared it.
    pub is_new: bool,
}

impl LocalStore for IndexedDb {
    async fn read(&self, queries: Vec<Query>) -> Result<Answers, StorageProblem> {
        let mut shelves: Vec<Shelf> = queries.iter().map(Query::shelf).collect();
        shelves.sort_unstable();
        shelves.dedup();
        let transaction = self.begin(&shelves, TransactionMode::Readonly, Durability::Relaxed)?;
        let answers = ask(&transaction, &queries).await?;
        // Nothing was written: there is nothing to wait for, and dropping it aborts nothing.
        Ok(answers)
    }

    async fn transact<R, E: From<StorageProblem>>(
        &self,
        shelves: &[Shelf],
        durability: Durability,
        mut queries: Vec<Query>,
        mut decide: impl FnMut(Answers) -> Result<Next<R>, E>,
    ) -> Result<R, E> {
        let transaction = self.begin(shelves, TransactionMode::Readwrite, durability)?;
        loop {
            // Dropped without a commit, as at every `?` from here on, the transaction is rolled back.
            let answers = ask(&transaction, &queries).await?;
            match decide(answers)? {
                Next::Ask(more) => queries = more,
                Next::Write(writes, result) => {
                    for write in &writes {
                        queue(&transaction, write)?;
                    }
                    let raw = transaction.as_sys().clone();
                    transaction
                        .commit()
                        .await
                        .map_err(|error| aborted(&error, raw.error().as_ref()))?;
                    return Ok(result);
                }
            }
        }
    }
}

impl IndexedDb {
    fn begin(
        &self,
        shelves: &[Shelf],
        mode: TransactionMode,
        durability: Durability,
    ) -> Result<Transaction<'_>, StorageProblem> {
        let names: Vec<&str> = shelves.iter().map(|shelf| shelf.name()).collect();
        let durability = match durability {
            Durability::Strict => TransactionDurability::Strict,
            Durability::Relaxed => TransactionDurability::Relaxed,
        };
        self.database
            .transaction(names.as_slice())
            .with_mode(mode)
            .with_options(TransactionOptions::new().with_durability(durability))
            .build()
            .map_err(|error| failed(&error))
    }
}

/// Sends all queries before it awaits the first.
async fn ask(transaction: &Transaction<'_>, queries: &[Query]) -> Result<Answers, StorageProblem> {
    let stores = queries
        .iter()
        .map(|query| shelf(transaction, query.shelf()))
        .collect::<Result<Vec<_>, _>>()?;
    let mut waiting = Vec::with_capacity(queries.len());
    for (query, store) in queries.iter().zip(&stores) {
        waiting.push(match query {
            Query::One(_, key) => Asked::One(
                store
                    .get::<Uint8Array, _, _>(key.as_str())
                    .primitive()
                    .map_err(|error| failed(&error))?,
            ),
            Query::All(_) => Asked::All(
                store
                    .get_all::<Uint8Array>()
                    .primitive()
                    .map_err(|error| failed(&error))?,
            ),
            Query::Keys(_) => Asked::Keys(
                store
                    .get_all_keys::<String>()
                    .primitive()
                    .map_err(|error| failed(&error))?,
            ),
        });
    }
    let mut answers = Answers::default();
    for each in waiting {
        answers.push(each.answer().await.map_err(|error| failed(&error))?);
    }
    Ok(answers)
}

type Values<T> = indexed_db_futures::future::GetAllPrimitiveRequest<T>;

enum Asked {
    One(indexed_db_futures::future::BasicRequest<Option<Uint8Array>>),
    All(Values<Uint8Array>),
    Keys(Values<String>),
}

impl Asked {
    async fn answer(self) -> indexed_db_futures::Result<Answer> {
        Ok(match self {
            Self::One(request) => Answer::One(request.await?.map(Into::into)),
            Self::All(request) => Answer::All(
                request
                    .await?
                    .map(|value| value.map(Into::into))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Keys(request) => Answer::Keys(request.await?.collect::<Result<_, _>>()?),
        })
    }
}

fn queue(transaction: &Transaction<'_>, write: &Write) -> Result<(), StorageProblem> {
    let store = shelf(transaction, write.shelf())?;
    let sent = match write {
        Write::Put(_, key, bytes) => store
            .put(Uint8ArraySlice::new(bytes))
            .with_key(key.as_str())
            .primitive()
            .map(drop),
        Write::Drop(_, key) => store.delete(key.as_str()).primitive().map(drop),
        Write::Clear(_) => store.clear().map(drop),
    };
    sent.map_err(|error| failed(&error))
}

fn shelf<'a>(
    transaction: &'a Transaction<'_>,
    shelf: Shelf,
) -> Result<ObjectStore<'a>, StorageProblem> {
    transaction
        .object_store(shelf.name())
        .map_err(|error| failed(&error))
}
