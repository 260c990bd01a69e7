//! Beginning anew: what the server offered is not there any more.

use crate::records::{PLACE, Place, Record, ask, found};
use crate::store::{Durability, LocalStore, Next, Shelf, StorageProblem};

/// Forgets how far the log was read, and nothing else: the server names everything again.
///
/// # Errors
/// When the device cannot.
pub async fn begin_anew<S: LocalStore>(store: &S) -> Result<(), StorageProblem> {
    let queries = vec![ask::<Place>(&PLACE)];
    store
        .transact(
            &[Shelf::Meta],
            Durability::Relaxed,
            queries,
            |mut answers| {
                let place: Place = found(&mut answers)?.unwrap_or_default();
                let anew = Place {
                    cursor: String::new(),
                    packs: Vec::new(),
                    ..place
                };
                Ok(Next::Write(vec![anew.put()?], ()))
            },
        )
        .await
}
