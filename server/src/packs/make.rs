//! From stored documents to packs: the next thousand that no pack has, and again those of which too many have changed.

use std::collections::HashSet;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use gridloop_shared::model::{CaseId, ContentHash, SubdistrictId};
use gridloop_shared::sync::{
    Entered, PackRef, PackedDocuments, PackedRow, PackedRows, WireError, encode,
};
use serde::Serialize;

use super::PackFiles;
use crate::store::{Pack, Store, StoreError};

/// Documents of which the rows lie together.
const DOCUMENTS: u32 = 1_000;
/// Documents that lie together: about 110 KB, which a line of 25 KB a second carries in less than five seconds.
const TOGETHER: usize = 64;
/// A pack is made again when more than one in so many of its documents has changed.
const ONE_IN: u64 = 10;

/// Why packs were not made. Those that are there stay.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file.
    #[error("a pack cannot be written")]
    File(#[from] io::Error),
    /// The encoder.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The thread that compresses.
    #[error("the packer stopped")]
    Stopped(#[from] tokio::task::JoinError),
}

/// Brings the packs of a subdistrict up to date. Answers how many were made.
///
/// # Errors
/// When one could not be made.
pub async fn make_all(
    store: &dyn Store,
    files: &PackFiles,
    subdistrict: &SubdistrictId,
) -> Result<usize, PackError> {
    let mut made = 0usize;
    let packed = store.packed(subdistrict).await?;
    let mut after = packed.packs.last().map(|pack| pack.last);
    for pack in packed.packs {
        let unpacked = store
            .unpacked_within(subdistrict, pack.first, pack.last)
            .await?;
        let too_many = unpacked.saturating_mul(ONE_IN) > u64::from(pack.pack.count);
        let here = |hash| files.file(subdistrict, hash).is_file();
        if too_many || !files_of(&pack.pack).all(here) {
            for hash in files_of(&pack.pack).filter(|hash| here(hash)) {
                files.replaced(subdistrict, hash).await?;
            }
            let again = made_again(store, files, subdistrict, &pack).await?;
            store.put_packs(subdistrict, &again).await?;
            made = made.saturating_add(again.len());
        }
    }
    let next = |after| Range { after, up_to: None };
    while let Some(pack) = make(store, files, subdistrict, next(after)).await? {
        after = Some(pack.last);
        made = made.saturating_add(1);
        store.put_packs(subdistrict, &[pack]).await?;
    }
    let wanted: HashSet<_> = store
        .packed(subdistrict)
        .await?
        .packs
        .into_iter()
        .flat_map(|pack| files_of(&pack.pack).cloned().collect::<Vec<_>>())
        .collect();
    files.sweep(subdistrict, &wanted).await?;
    Ok(made)
}

/// Makes a pack again. It can have grown: a phone that was offline for long sends reports with old identifiers. Then it becomes
/// several, which take its place together: of what lies in none for a moment, nobody would be told.
async fn made_again(
    store: &dyn Store,
    files: &PackFiles,
    subdistrict: &SubdistrictId,
    pack: &Pack,
) -> Result<Vec<Pack>, PackError> {
    let mut again: Vec<Pack> = Vec::new();
    let mut range = Range {
        after: before(pack.first),
        up_to: Some(pack.last),
    };
    while let Some(made) = make(store, files, subdistrict, range).await? {
        range.after = Some(made.last);
        again.push(made);
        if range.after >= range.up_to {
            break;
        }
    }
    Ok(again)
}

/// The identifiers of a pack.
#[derive(Clone, Copy)]
struct Range {
    /// It begins after this one.
    after: Option<CaseId>,
    /// It ends with this one, or earlier with as many documents as a pack has; without, it must hold so many.
    up_to: Option<CaseId>,
}

/// Makes the files of the pack of some documents, if there are enough.
async fn make(
    store: &dyn Store,
    files: &PackFiles,
    subdistrict: &SubdistrictId,
    range: Range,
) -> Result<Option<Pack>, PackError> {
    let Range { after, up_to } = range;
    // Before the documents are read: what is newer counts as changed.
    let seq = store.head(subdistrict).await?.map_or(0, |head| head.seq);
    let mut ids: Vec<CaseId> = store
        .facts_after(subdistrict, after, DOCUMENTS.saturating_add(1))
        .await?
        .into_iter()
        .map(|(id, _)| id)
        .take_while(|id| up_to.is_none_or(|last| *id <= last))
        .collect();
    let most = usize::try_from(DOCUMENTS).unwrap_or(usize::MAX);
    let is_full = ids.len() >= most;
    let is_cut = ids.len() > most;
    ids.truncate(most);
    let Some(newest) = ids.last().copied() else {
        return Ok(None);
    };
    if up_to.is_none() && !is_full {
        return Ok(None);
    }
    // Without a gap: what comes in after the last document of a range belongs to it.
    let last = up_to.filter(|_| !is_cut).unwrap_or(newest);
    let documents = store.whole(&ids).await?;
    let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    let (rows, parts) = tokio::task::spawn_blocking(move || compressed(documents)).await??;
    let bytes = parts
        .iter()
        .fold(rows.len(), |sum, part| sum.saturating_add(part.len()));
    let rows = files.put(subdistrict, &rows).await?;
    let mut documents = Vec::with_capacity(parts.len());
    for part in parts {
        documents.push(files.put(subdistrict, &part).await?);
    }
    Ok(Some(Pack {
        // Without a gap: a document that comes in between later has a pack to belong to.
        first: after.map_or(CaseId::from_bytes([0; 16]), after_it),
        last,
        seq,
        pack: PackRef {
            rows,
            documents,
            count,
            bytes: u64::try_from(bytes).unwrap_or(u64::MAX),
        },
    }))
}

/// What stands just before an identifier; nothing before the first.
fn before(id: CaseId) -> Option<CaseId> {
    let number = u128::from_be_bytes(*id.as_bytes()).checked_sub(1)?;
    Some(CaseId::from_bytes(number.to_be_bytes()))
}

fn after_it(id: CaseId) -> CaseId {
    let number = u128::from_be_bytes(*id.as_bytes()).saturating_add(1);
    CaseId::from_bytes(number.to_be_bytes())
}

/// The names of the files of a pack.
fn files_of(pack: &PackRef) -> impl Iterator<Item = &ContentHash> {
    pack.documents.iter().chain([&pack.rows])
}

fn compressed(documents: Vec<Entered>) -> Result<(Vec<u8>, Vec<Vec<u8>>), PackError> {
    let rows = documents
        .iter()
        .map(|entered| PackedRow {
            row: entered.row.clone(),
            seq: entered.seq,
            arrived: entered
                .arrivals
                .iter()
                .map(|each| each.at)
                .min()
                .unwrap_or_default(),
        })
        .collect();
    let rows = gzip(&PackedRows { rows })?;
    let mut parts = Vec::with_capacity(documents.len().div_ceil(TOGETHER));
    let mut documents = documents.into_iter().peekable();
    while documents.peek().is_some() {
        let documents = documents.by_ref().take(TOGETHER).collect();
        parts.push(gzip(&PackedDocuments { documents })?);
    }
    Ok((rows, parts))
}

fn gzip<T: Serialize>(message: &T) -> Result<Vec<u8>, PackError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&encode(message)?)?;
    Ok(encoder.finish()?)
}
