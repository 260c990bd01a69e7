//! Two tabs at once lose nothing of each other's.

use super::{Durability, LocalStore, Next, Promise, Query, Shelf, StorageProblem, one, put, same};

/// How often each tab counts on.
const TIMES: u8 = 20;

pub(super) fn promises<S: LocalStore>() -> Vec<Promise<S>> {
    vec![(
        "two tabs that read, change and write the same record lose nothing",
        |tabs| {
            Box::pin(async {
                let (a, b) = futures::join!(count(&tabs.one), count(&tabs.two));
                a?;
                b?;
                let seen = one(&tabs.one, Shelf::Documents, "n").await?;
                same(&seen, &Some(vec![TIMES + TIMES]))
            })
        },
    )]
}

async fn count<S: LocalStore>(store: &S) -> Result<(), String> {
    for _ in 0..TIMES {
        store
            .transact(
                &[Shelf::Documents],
                Durability::Relaxed,
                vec![Query::One(Shelf::Documents, "n".into())],
                |mut answers| {
                    let n = answers
                        .one()?
                        .and_then(|bytes| bytes.first().copied())
                        .unwrap_or_default();
                    Ok::<_, StorageProblem>(Next::Write(
                        vec![put(Shelf::Documents, "n", &[n.saturating_add(1)])],
                        (),
                    ))
                },
            )
            .await
            .map_err(|problem| problem.to_string())?;
    }
    Ok(())
}
