//! `gridloop rebuild`: what is kept beside the log is made again from it. On a sound database it arrives at the same rows.

use std::path::Path;

use gridloop_shared::crdt::{CaseDocument, IncomingChange, Malformed, Unreadable};
use gridloop_shared::model::{CaseId, SubdistrictId};
use gridloop_shared::sync::{Arrival, Entered, Seal};

use crate::lock::{Lock, LockError};
use crate::packs::{PackError, PackFiles, make_all};
use crate::projection::Projection;
use crate::seal::SealKey;
use crate::store::sqlite::{FILE, Sqlite};
use crate::store::{
    Changes, DocumentState, Log, LogRow, Packs, StoreError, StoredDocument, Tenants,
};

/// Documents looked at in one go.
const LOOK: u32 = 1_000;

/// Why nothing more was made again. What was made before stays.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// No database there.
    #[error("there is no {FILE} in {0}: name the folder that the server was given")]
    NoDatabase(String),
    /// A row of the log.
    #[error("case {0}: a change in the log does not read")]
    Change(CaseId, #[source] Malformed),
    /// What the rows of the log come to.
    #[error("case {0}: the log does not come to a case")]
    Case(CaseId, #[source] Unreadable),
    /// The data folder.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The packs.
    #[error(transparent)]
    Packs(#[from] PackError),
    /// The folder of the packs.
    #[error("the folder of the packs cannot be used")]
    Folder(#[from] std::io::Error),
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Documents looked at.
    pub documents: u64,
    /// Those of which something that is stored was not what the log says. They are mended.
    pub mended: u64,
    /// Packs made.
    pub packs: u64,
}

/// Makes documents, list rows and packs again. The server must not be running. `say` hears how many documents were looked at.
///
/// # Errors
/// When the log itself does not read.
pub async fn rebuild(data: &Path, mut say: impl FnMut(u64)) -> Result<Rebuilt, RebuildError> {
    if !data.join(FILE).is_file() {
        return Err(RebuildError::NoDatabase(data.display().to_string()));
    }
    let _lock = Lock::on(data)?;
    let store = Sqlite::open(data).await?;
    let files = PackFiles::open(data).await?;
    let mut rebuilt = Rebuilt::default();
    for tenant in store.tenants().await? {
        let subdistrict = &tenant.directory.subdistrict;
        let mut after = None;
        loop {
            let looked = store.facts_after(subdistrict, after, LOOK).await?;
            let ids: Vec<CaseId> = looked.into_iter().map(|(id, _)| id).collect();
            let Some(last) = ids.last().copied() else {
                break;
            };
            after = Some(last);
            for stored in store.whole(&ids).await? {
                if again(&store, subdistrict, &tenant.key, &stored).await? {
                    rebuilt.mended = rebuilt.mended.saturating_add(1);
                }
                rebuilt.documents = rebuilt.documents.saturating_add(1);
            }
            say(rebuilt.documents);
        }
        store.forget_packs(subdistrict).await?;
        let packs = make_all(&store, &files, subdistrict).await?;
        let packs = u64::try_from(packs).unwrap_or(u64::MAX);
        rebuilt.packs = rebuilt.packs.saturating_add(packs);
    }
    store.close().await;
    Ok(rebuilt)
}

/// Makes what is read of a document again. Answers whether it was another.
async fn reprojected(
    store: &Sqlite,
    subdistrict: &SubdistrictId,
    stored: &Entered,
    document: &CaseDocument,
) -> Result<bool, RebuildError> {
    let id = stored.document;
    let case = document.case().map_err(|why| RebuildError::Case(id, why))?;
    let Projection { facts, row } = Projection::of(&case, &stored.arrivals);
    if stored.row == row && store.facts_of(&[id]).await?.get(&id) == Some(&facts) {
        return Ok(false);
    }
    let state = DocumentState {
        id,
        stored: StoredDocument {
            subdistrict: subdistrict.clone(),
            snapshot: stored.snapshot.clone(),
            arrivals: stored.arrivals.clone(),
            seal: stored.seal,
        },
        facts,
        row,
        newest: 0,
    };
    store.put_again(&state, stored.seq).await?;
    Ok(true)
}

/// Makes one document again. Answers whether it was another.
async fn again(
    store: &Sqlite,
    subdistrict: &SubdistrictId,
    key: &SealKey,
    stored: &Entered,
) -> Result<bool, RebuildError> {
    let id = stored.document;
    let rows = store.rows_of(id).await?;
    let mut document = CaseDocument::default();
    let mut seal = Seal::NONE;
    let here = CaseDocument::load(&stored.snapshot).map_err(|why| RebuildError::Case(id, why))?;
    let changes = here.changes();
    let arrived = |hash| rows.iter().any(|row: &LogRow| row.hash == hash);
    if changes.iter().any(|change| !arrived(change.hash)) {
        // Its beginning was trimmed from the log: what is stored is all that there is of it.
        return reprojected(store, subdistrict, stored, &here).await;
    }
    for LogRow {
        bytes,
        hash,
        arrival,
        ..
    } in &rows
    {
        let change = IncomingChange::decode(bytes).map_err(|why| RebuildError::Change(id, why))?;
        document
            .apply(&change)
            .map_err(|why| RebuildError::Case(id, why))?;
        seal = seal.join(key.seal(&id, hash, arrival.at));
    }
    let case = document.case().map_err(|why| RebuildError::Case(id, why))?;
    let arrivals: Vec<Arrival> = rows.iter().map(|row| row.arrival).collect();
    let Projection { facts, row } = Projection::of(&case, &arrivals);
    let seq = rows.last().map_or(0, |row| row.seq);
    let holds_the_same = rows.len() == changes.len();
    let facts_are = store.facts_of(&[id]).await?.remove(&id);
    let is_same = holds_the_same
        && facts_are.as_ref() == Some(&facts)
        && (&stored.row, &stored.arrivals, stored.seal, stored.seq) == (&row, &arrivals, seal, seq);
    if is_same {
        return Ok(false);
    }
    let state = DocumentState {
        id,
        stored: StoredDocument {
            subdistrict: subdistrict.clone(),
            snapshot: document.save(),
            arrivals,
            seal,
        },
        facts,
        row,
        newest: 0,
    };
    store.put_again(&state, seq).await?;
    Ok(true)
}
