//! What every store promises, as one suite. Memory runs it in the unit tests, IndexedDB in a real browser.

mod isolation;
mod keeping;
mod race;

use std::future::Future;
use std::pin::Pin;

use super::{Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// What became of one promise.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The promise.
    pub promise: &'static str,
    /// What was seen instead, if it was not kept.
    pub broken: Option<String>,
}

/// Two handles on the same store: two tabs.
pub(crate) struct Tabs<S> {
    one: S,
    two: S,
}

type Check<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + 'a>>;
type Promise<S> = (&'static str, for<'a> fn(&'a Tabs<S>) -> Check<'a>);

/// Runs every check, each on a store of its own. `open` opens the store of a name: the same name, the same data.
pub async fn run<S: LocalStore, F: AsyncFn(String) -> Result<S, StorageProblem>>(
    open: F,
) -> Vec<Outcome> {
    let promises: Vec<Promise<S>> = keeping::promises()
        .into_iter()
        .chain(isolation::promises())
        .chain(race::promises())
        .collect();
    let mut outcomes = Vec::new();
    for (number, (promise, check)) in promises.into_iter().enumerate() {
        let name = format!("contract-{number}");
        let broken = match (open(name.clone()).await, open(name).await) {
            (Ok(one), Ok(two)) => check(&Tabs { one, two }).await.err(),
            (Err(problem), _) | (_, Err(problem)) => Some(problem.to_string()),
        };
        outcomes.push(Outcome { promise, broken });
    }
    outcomes
}

/// Writes without asking.
async fn write<S: LocalStore>(store: &S, writes: Vec<Write>) -> Result<(), String> {
    store
        .transact(&Shelf::ALL, Durability::Strict, Vec::new(), |_| {
            Ok::<_, StorageProblem>(Next::Write(writes.clone(), ()))
        })
        .await
        .map_err(|problem| problem.to_string())
}

async fn one<S: LocalStore>(store: &S, shelf: Shelf, key: &str) -> Result<Option<Vec<u8>>, String> {
    let mut answers = store
        .read(vec![Query::One(shelf, key.to_owned())])
        .await
        .map_err(|problem| problem.to_string())?;
    answers.one().map_err(|problem| problem.to_string())
}

async fn all<S: LocalStore>(
    store: &S,
    shelf: Shelf,
) -> Result<(Vec<String>, Vec<Vec<u8>>), String> {
    let mut answers = store
        .read(vec![Query::Keys(shelf), Query::All(shelf)])
        .await
        .map_err(|problem| problem.to_string())?;
    let keys = answers.keys().map_err(|problem| problem.to_string())?;
    let values = answers.all().map_err(|problem| problem.to_string())?;
    Ok((keys, values))
}

fn same<T: PartialEq + std::fmt::Debug>(seen: &T, expected: &T) -> Result<(), String> {
    if seen == expected {
        Ok(())
    } else {
        Err(format!("{seen:?} instead of {expected:?}"))
    }
}

fn put(shelf: Shelf, key: &str, bytes: &[u8]) -> Write {
    Write::Put(shelf, key.to_owned(), bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;
    use crate::store::Memory;

    #[test]
    fn memory_keeps_the_contract() {
        let stores: RefCell<BTreeMap<String, Memory>> = RefCell::default();
        let outcomes = futures::executor::block_on(run(async |name: String| {
            Ok(stores.borrow_mut().entry(name).or_default().clone())
        }));
        assert!(outcomes.len() >= 10);
        for outcome in outcomes {
            assert_eq!(outcome.broken, None, "{}", outcome.promise);
        }
    }
}
