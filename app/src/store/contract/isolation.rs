//! A transaction happens as a whole, or not at all.

use super::{
    Durability, LocalStore, Next, Promise, Query, Shelf, StorageProblem, one, put, same, write,
};

pub(super) fn promises<S: LocalStore>() -> Vec<Promise<S>> {
    vec![
        (
            "a decision that fails writes nothing and says why",
            |tabs| {
                Box::pin(async {
                    write(&tabs.one, vec![put(Shelf::Meta, "a", b"1")]).await?;
                    let outcome = tabs
                        .one
                        .transact(
                            &[Shelf::Meta],
                            Durability::Strict,
                            vec![Query::One(Shelf::Meta, "a".into())],
                            |mut answers| {
                                answers.one()?;
                                Err::<Next<()>, _>(StorageProblem::SignedOut)
                            },
                        )
                        .await;
                    same(&outcome, &Err(StorageProblem::SignedOut))?;
                    same(
                        &one(&tabs.two, Shelf::Meta, "a").await?,
                        &Some(b"1".to_vec()),
                    )
                })
            },
        ),
        ("a decision may ask on in the same transaction", |tabs| {
            Box::pin(async {
                write(
                    &tabs.one,
                    vec![put(Shelf::Meta, "which", b"b"), put(Shelf::Rows, "b", b"7")],
                )
                .await?;
                let mut which = None;
                let found = tabs
                    .two
                    .transact(
                        &[Shelf::Meta, Shelf::Rows],
                        Durability::Strict,
                        vec![Query::One(Shelf::Meta, "which".into())],
                        |mut answers| {
                            let answer = answers.one()?.unwrap_or_default();
                            if which.is_none() {
                                let key = String::from_utf8_lossy(&answer).into_owned();
                                which = Some(key.clone());
                                return Ok(Next::Ask(vec![Query::One(Shelf::Rows, key)]));
                            }
                            Ok::<_, StorageProblem>(Next::Write(
                                vec![put(Shelf::Meta, "found", &answer)],
                                answer,
                            ))
                        },
                    )
                    .await
                    .map_err(|problem| problem.to_string())?;
                same(&found, &b"7".to_vec())?;
                same(&one(&tabs.one, Shelf::Meta, "found").await?, &Some(found))
            })
        }),
        (
            "a shelf that was not named cannot be written, and nothing else is",
            |tabs| {
                Box::pin(async {
                    let outcome = tabs
                        .one
                        .transact(&[Shelf::Meta], Durability::Strict, Vec::new(), |_| {
                            Ok::<_, StorageProblem>(Next::Write(
                                vec![put(Shelf::Meta, "a", b"1"), put(Shelf::Rows, "a", b"1")],
                                (),
                            ))
                        })
                        .await;
                    same(&outcome.is_err(), &true)?;
                    same(&one(&tabs.two, Shelf::Meta, "a").await?, &None)?;
                    same(&one(&tabs.two, Shelf::Rows, "a").await?, &None)
                })
            },
        ),
    ]
}
