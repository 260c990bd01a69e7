//! Photos that nobody needs here any more make room: those of forms long thrown away, and those long on the server.

use std::collections::BTreeSet;

use gridloop_shared::model::Timestamp;

use super::open::Open;
use crate::device::clock;
use crate::records::{OutboxRow, Record, StoredPhoto, ask_all, found_all};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

/// Hours after which a photo that only a draft could name is looked for in the drafts.
const UNCLAIMED_HOURS: i64 = 24;
/// Hours that a photo stays here after it came, once it is on the server.
const SENT_HOURS: i64 = 24 * 14;

impl Open {
    /// Clears what nobody needs. Failing that, it is done at the next start.
    pub(super) async fn sweep(&self) {
        let now = clock::now();
        let queries = vec![
            ask_all::<StoredPhoto>(),
            Query::All(Shelf::Drafts),
            Query::Keys(Shelf::SetAside),
            ask_all::<OutboxRow>(),
        ];
        let shelves = [
            Shelf::Photos,
            Shelf::Pixels,
            Shelf::Drafts,
            Shelf::SetAside,
            Shelf::Outbox,
        ];
        let _ = self
            .store
            .transact(&shelves, Durability::Relaxed, queries, |mut answers| {
                let photos: Vec<StoredPhoto> = found_all(&mut answers)?;
                let drafts = answers.all()?;
                // What was not taken shows its photos until somebody has looked at it; and while a record is held back here, the
                // server may yet need its photos again.
                let mut kept: BTreeSet<String> = answers.keys()?.into_iter().collect();
                let outbox: Vec<OutboxRow> = found_all(&mut answers)?;
                kept.extend(outbox.iter().map(|row| row.act.id.to_string()));
                let gone = photos
                    .iter()
                    .filter(|photo| is_superfluous(photo, now, &drafts, &kept))
                    .flat_map(|photo| {
                        let pixels = Write::Drop(Shelf::Pixels, photo.key());
                        [photo.dropped(), pixels]
                    });
                Ok::<_, StorageProblem>(Next::Write(gone.collect(), ()))
            })
            .await;
    }
}

/// Whether nobody needs a photo here.
pub(crate) fn is_superfluous(
    photo: &StoredPhoto,
    now: Timestamp,
    drafts: &[Vec<u8>],
    kept: &BTreeSet<String>,
) -> bool {
    let older_than = |hours| now > photo.since.plus_hours(hours);
    match &photo.act {
        Some(act) => {
            photo.uploaded && older_than(SENT_HOURS) && !kept.contains(&act.id.to_string())
        }
        None => older_than(UNCLAIMED_HOURS) && !drafts.iter().any(|draft| photo.is_named_in(draft)),
    }
}
