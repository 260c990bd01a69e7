//! What is put is there, also for another tab, until it is dropped.

use super::{LocalStore, Promise, Shelf, Write, all, one, put, same, write};

pub(super) fn promises<S: LocalStore>() -> Vec<Promise<S>> {
    vec![
        ("what one tab puts another reads", |tabs| {
            Box::pin(async {
                write(&tabs.one, vec![put(Shelf::Meta, "a", b"1")]).await?;
                same(
                    &one(&tabs.two, Shelf::Meta, "a").await?,
                    &Some(b"1".to_vec()),
                )?;
                same(&one(&tabs.two, Shelf::Meta, "b").await?, &None)
            })
        }),
        ("a later value takes the place of an earlier one", |tabs| {
            Box::pin(async {
                write(&tabs.one, vec![put(Shelf::Meta, "a", b"1")]).await?;
                write(&tabs.two, vec![put(Shelf::Meta, "a", b"2")]).await?;
                same(
                    &one(&tabs.one, Shelf::Meta, "a").await?,
                    &Some(b"2".to_vec()),
                )
            })
        }),
        ("all comes in the order of the keys", |tabs| {
            Box::pin(async {
                let writes = ["000000000010", "000000000002", "000000000001"]
                    .map(|key| put(Shelf::Outbox, key, key.as_bytes()));
                write(&tabs.one, writes.to_vec()).await?;
                let (keys, values) = all(&tabs.two, Shelf::Outbox).await?;
                same(
                    &keys.join(" "),
                    &"000000000001 000000000002 000000000010".into(),
                )?;
                same(
                    &values,
                    &keys.iter().map(|key| key.clone().into_bytes()).collect(),
                )
            })
        }),
        ("shelves do not see one another", |tabs| {
            Box::pin(async {
                write(
                    &tabs.one,
                    vec![put(Shelf::Rows, "a", b"1"), put(Shelf::SetAside, "b", b"2")],
                )
                .await?;
                same(&all(&tabs.one, Shelf::Rows).await?.0, &vec!["a".to_owned()])?;
                same(&one(&tabs.one, Shelf::Rows, "b").await?, &None)
            })
        }),
        ("what is dropped or cleared is gone", |tabs| {
            Box::pin(async {
                let writes = ["a", "b"].map(|key| put(Shelf::Drafts, key, b"x"));
                write(&tabs.one, writes.to_vec()).await?;
                write(&tabs.one, vec![put(Shelf::Photos, "a", b"x")]).await?;
                write(&tabs.one, vec![Write::Drop(Shelf::Drafts, "a".into())]).await?;
                same(
                    &all(&tabs.two, Shelf::Drafts).await?.0,
                    &vec!["b".to_owned()],
                )?;
                write(&tabs.one, vec![Write::Clear(Shelf::Drafts)]).await?;
                same(&all(&tabs.two, Shelf::Drafts).await?.0, &Vec::new())?;
                same(&all(&tabs.two, Shelf::Photos).await?.0.len(), &1)
            })
        }),
        ("writes of one transaction happen in order", |tabs| {
            Box::pin(async {
                let writes = vec![
                    put(Shelf::Named, "a", b"1"),
                    Write::Clear(Shelf::Named),
                    put(Shelf::Named, "a", b"2"),
                    put(Shelf::Named, "a", b"3"),
                ];
                write(&tabs.one, writes).await?;
                same(
                    &one(&tabs.two, Shelf::Named, "a").await?,
                    &Some(b"3".to_vec()),
                )
            })
        }),
        ("nothing is something else than no bytes", |tabs| {
            Box::pin(async {
                write(&tabs.one, vec![put(Shelf::Meta, "empty", b"")]).await?;
                same(
                    &one(&tabs.two, Shelf::Meta, "empty").await?,
                    &Some(Vec::new()),
                )
            })
        }),
        ("a photo of five megabytes comes back as it was", |tabs| {
            Box::pin(async {
                let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(5 * 1024 * 1024).collect();
                write(&tabs.one, vec![put(Shelf::Pixels, "p", &bytes)]).await?;
                let seen = one(&tabs.two, Shelf::Pixels, "p").await?;
                same(&(seen == Some(bytes)), &true)
            })
        }),
    ]
}
