//! What stays on a phone that changes hands: nothing of the one who went, unless something of theirs is nowhere else.

use crate::records::{StoredPhoto, ask_all, found_all};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// Clears the person's shelves, if all of their work has arrived. Asked inside the transaction: another tab may have saved
/// something since the person was told that nothing waits. What is half typed stays, with its photos.
///
/// # Errors
/// When the store fails.
pub(crate) async fn forget<S: LocalStore>(store: &S) -> Result<(), StorageProblem> {
    let queries = vec![
        Query::Keys(Shelf::Outbox),
        Query::Keys(Shelf::SetAside),
        Query::Keys(Shelf::Drafts),
        ask_all::<StoredPhoto>(),
    ];
    store
        .transact(&Shelf::ALL, Durability::Strict, queries, |mut answers| {
            let (outbox, tray) = (answers.keys()?, answers.keys()?);
            let half_typed = !answers.keys()?.is_empty();
            let photos: Vec<StoredPhoto> = found_all(&mut answers)?;
            if !outbox.is_empty() || !tray.is_empty() || photos.iter().any(StoredPhoto::is_waiting)
            {
                return Ok(Next::Write(Vec::new(), ()));
            }
            let stays = |shelf: &Shelf| match shelf {
                Shelf::Incarnations => true,
                Shelf::Drafts | Shelf::Photos | Shelf::Pixels => half_typed,
                _ => false,
            };
            let gone = Shelf::ALL.into_iter().filter(|shelf| !stays(shelf));
            Ok(Next::Write(gone.map(Write::Clear).collect(), ()))
        })
        .await
}
