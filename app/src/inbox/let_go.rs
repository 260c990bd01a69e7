//! When the disk is full, what the server can send again goes: photos that are there, then ended cases of others. Unsent work
//! never does.
//!
//! A case that was let go keeps its row, so that lists, searches and figures stay whole; only its document goes. It comes back
//! when somebody opens it, and when the log brings a change of it: then it is on the list of what is wanted back, and the next
//! pull asks how it stands.

use std::collections::BTreeSet;

use gridloop_shared::model::{CaseId, PersonId};

use crate::records::{
    OutboxRow, Record, SetAside, StoredPhoto, StoredRow, ask_all, found_all, found_counted,
};
use crate::store::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

const SHELVES: [Shelf; 7] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Photos,
    Shelf::Pixels,
    Shelf::Drafts,
];

/// Bytes of photos that are enough for now: then the cases stay.
const ENOUGH: u64 = 5 * 1024 * 1024;

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetGo {
    /// Photos.
    pub photos: usize,
    /// Cases.
    pub cases: usize,
}

impl LetGo {
    /// Whether nothing did.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        self.photos == 0 && self.cases == 0
    }
}

/// Does something; on a full disk, once more when there is room.
///
/// # Errors
/// When the device cannot.
pub async fn with_room<S: LocalStore, T>(
    store: &S,
    person: &PersonId,
    work: impl AsyncFn() -> Result<T, StorageProblem>,
) -> Result<T, StorageProblem> {
    match work().await {
        Err(StorageProblem::Full) => {
            make_room(store, person).await?;
            work().await
        }
        done => done,
    }
}

/// Lets go what the server can send again. Nothing is written for it: only taken away.
///
/// # Errors
/// When the device cannot; nothing has gone then.
pub async fn make_room<S: LocalStore>(
    store: &S,
    person: &PersonId,
) -> Result<LetGo, StorageProblem> {
    let queries = vec![
        ask_all::<OutboxRow>(),
        ask_all::<SetAside>(),
        ask_all::<StoredPhoto>(),
        Query::All(Shelf::Drafts),
        Query::Keys(Shelf::Drafts),
        ask_all::<StoredRow>(),
        Query::Keys(Shelf::Documents),
    ];
    store
        .transact(&SHELVES, Durability::Strict, queries, |mut answers| {
            let (writes, gone) = choose(person, &mut answers)?;
            Ok(Next::Write(writes, gone))
        })
        .await
}

fn choose(person: &PersonId, answers: &mut Answers) -> Result<(Vec<Write>, LetGo), StorageProblem> {
    let mut unreadable = 0;
    let outbox: Vec<OutboxRow> = found_counted(answers, &mut unreadable)?;
    let tray: Vec<SetAside> = found_counted(answers, &mut unreadable)?;
    let photos: Vec<StoredPhoto> = found_all(answers)?;
    let (drafts, draft_keys) = (answers.all()?, answers.keys()?);
    let rows: Vec<StoredRow> = found_all(answers)?;
    let here: BTreeSet<String> = answers.keys()?.into_iter().collect();

    let unsent = outbox.iter().map(|row| &row.act);
    let acts: Vec<_> = unsent.chain(tray.iter().map(|each| &each.act)).collect();
    let mut writes = Vec::new();
    let mut gone = LetGo::default();
    let mut bytes = 0_u64;
    for photo in photos.iter().filter(|photo| photo.uploaded) {
        let named = acts.iter().flat_map(|act| act.command.photos());
        let needed = named.into_iter().any(|named| named.hash == photo.hash);
        if needed || drafts.iter().any(|draft| photo.is_named_in(draft)) {
            continue;
        }
        writes.extend([photo.dropped(), Write::Drop(Shelf::Pixels, photo.key())]);
        bytes = bytes.saturating_add(photo.size);
        gone.photos = gone.photos.saturating_add(1);
    }
    // What cannot be read may be of any case.
    if bytes < ENOUGH && unreadable == 0 {
        for StoredRow { row, .. } in &rows {
            let key = row.id.to_string();
            let needed = acts.iter().any(|act| act.case == row.id)
                || draft_keys.iter().any(|draft| draft.starts_with(&key));
            if row.stage.is_ended() && row.reporter != *person && !needed && here.contains(&key) {
                writes.push(Write::Drop(Shelf::Documents, key));
                gone.cases = gone.cases.saturating_add(1);
            }
        }
    }
    Ok((writes, gone))
}

const WANTED: &str = "wanted/";

/// Puts a case on the list of what is wanted back.
#[must_use]
pub fn want_back(id: CaseId) -> Write {
    Write::Put(Shelf::Meta, format!("{WANTED}{id}"), Vec::new())
}

pub(super) fn no_more_wanted(id: CaseId) -> Write {
    Write::Drop(Shelf::Meta, format!("{WANTED}{id}"))
}

/// The cases that are wanted back.
///
/// # Errors
/// When the device cannot read.
pub async fn wanted_back<S: LocalStore>(store: &S) -> Result<Vec<CaseId>, StorageProblem> {
    let keys = store.read(vec![Query::Keys(Shelf::Meta)]).await?.keys()?;
    let ids = keys.iter().filter_map(|key| key.strip_prefix(WANTED));
    Ok(ids.filter_map(|id| id.parse().ok()).collect())
}
