//! What stays on a phone that changes hands: nothing of the one who went, unless something of theirs is nowhere else.

use crate::records::{LookedAt, Record, StoredPhoto, ask, ask_all, found_all, found_or_new};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// Clears the person's shelves, if all of their work has arrived. Asked inside the transaction: another tab may have saved
/// something since the person was told that nothing waits. What is half typed stays, with its photos, and which refusals were
/// looked at. Answers whether it did.
///
/// # Errors
/// When the store fails.
pub(crate) async fn forget<S: LocalStore>(store: &S) -> Result<bool, StorageProblem> {
    let queries = vec![
        Query::Keys(Shelf::Outbox),
        Query::Keys(Shelf::SetAside),
        Query::Keys(Shelf::Drafts),
        ask_all::<StoredPhoto>(),
        ask::<LookedAt>(&LookedAt::KEY),
    ];
    store
        .transact(&Shelf::ALL, Durability::Strict, queries, |mut answers| {
            let (outbox, tray) = (answers.keys()?, answers.keys()?);
            let half_typed = !answers.keys()?.is_empty();
            let photos: Vec<StoredPhoto> = found_all(&mut answers)?;
            let looked_at: LookedAt = found_or_new(&mut answers)?;
            if !outbox.is_empty() || !tray.is_empty() || photos.iter().any(StoredPhoto::is_waiting)
            {
                return Ok(Next::Write(Vec::new(), false));
            }
            let stays = |shelf: &Shelf| match shelf {
                Shelf::Incarnations => true,
                Shelf::Drafts | Shelf::Photos | Shelf::Pixels => half_typed,
                _ => false,
            };
            let gone = Shelf::ALL.into_iter().filter(|shelf| !stays(shelf));
            let mut writes: Vec<Write> = gone.map(Write::Clear).collect();
            writes.push(looked_at.put()?);
            Ok(Next::Write(writes, true))
        })
        .await
}
