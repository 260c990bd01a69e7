//! Photos that nobody needs here any more make room: those of forms long thrown away, and those long on the server.

use gridloop_shared::model::{PhotoHash, Timestamp};

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
            ask_all::<OutboxRow>(),
        ];
        let shelves = [Shelf::Photos, Shelf::Pixels, Shelf::Drafts, Shelf::Outbox];
        let _ = self
            .store
            .transact(&shelves, Durability::Relaxed, queries, |mut answers| {
                let photos: Vec<StoredPhoto> = found_all(&mut answers)?;
                let drafts = answers.all()?;
                let outbox: Vec<OutboxRow> = found_all(&mut answers)?;
                let gone = photos
                    .iter()
                    .filter(|photo| is_superfluous(photo, now, &drafts, &outbox))
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
    outbox: &[OutboxRow],
) -> bool {
    let older_than = |hours| now > photo.since.plus_hours(hours);
    match &photo.act {
        // While its record is held back here, the server may yet need it again.
        Some(act) => {
            let is_unsent = outbox.iter().any(|row| row.act.id == act.id);
            photo.uploaded && !is_unsent && older_than(SENT_HOURS)
        }
        None => {
            older_than(UNCLAIMED_HOURS) && !drafts.iter().any(|draft| names(draft, &photo.hash))
        }
    }
}

/// Drafts are CBOR: a hash stands in them as its text.
fn names(draft: &[u8], hash: &PhotoHash) -> bool {
    let wanted = hash.as_str().as_bytes();
    draft.windows(wanted.len()).any(|window| window == wanted)
}
