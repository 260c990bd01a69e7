//! Judged changes into SQLite: one transaction a batch, its places in the log taken inside it.

use std::collections::HashMap;

use async_trait::async_trait;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, SubdistrictId};
use gridloop_shared::sync::Code;
use sha2::{Digest, Sha256};
use sqlx::{Row, Sqlite as Database, Transaction};

use super::Sqlite;
use super::columns::{
    case_id, cbor, chain, count, device_id, hash, name, seal, set, signed, time, to_cbor, to_json,
};
use crate::store::{
    Admission, Batch, Changes, DocumentState, Placed, Recalled, SetAside, Standing, StoreError,
    StoredDocument,
};

#[async_trait]
impl Changes for Sqlite {
    async fn recall(
        &self,
        hashes: &[ChangeHash],
        documents: &[CaseId],
    ) -> Result<Recalled, StoreError> {
        let mut recalled = Recalled::default();
        let hashes = set(hashes.iter().map(|hash| hash.as_bytes().as_slice()));
        for row in sqlx::query(
            "select hash, document, seq, received_at from log where hash in (select unhex(value) from json_each(?))",
        )
        .bind(&hashes)
        .fetch_all(&self.readers)
        .await?
        {
            let placed = Placed {
                document: case_id(&row, "document")?,
                seq: count(&row, "seq")?,
                at: time(&row, "received_at")?,
            };
            recalled.known.insert(hash(&row, "hash")?, placed);
        }
        for row in sqlx::query(
            "select hash, device, verdict, code from set_aside where hash in (select unhex(value) from json_each(?))",
        )
        .bind(&hashes)
        .fetch_all(&self.readers)
        .await?
        {
            let standing = match row.try_get("verdict")? {
                "held" => Standing::Held,
                _ => Standing::Refused,
            };
            let sender = (device_id(&row, "device")?, standing, code(row.try_get("code")?));
            recalled
                .set_aside
                .entry(hash(&row, "hash")?)
                .or_default()
                .push(sender);
        }
        for row in sqlx::query(
            "select id, subdistrict, snapshot, arrivals, seal from documents where id in (select unhex(value) from json_each(?))",
        )
        .bind(set(documents.iter().map(|id| id.as_bytes().as_slice())))
        .fetch_all(&self.readers)
        .await?
        {
            let stored = StoredDocument {
                subdistrict: name(&row, "subdistrict")?,
                snapshot: row.try_get("snapshot")?,
                arrivals: cbor(&row, "arrivals")?,
                seal: seal(&row, "seal")?,
            };
            recalled.documents.insert(case_id(&row, "id")?, stored);
        }
        Ok(recalled)
    }

    async fn commit(&self, batch: &Batch) -> Result<Vec<u64>, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let places = take_places(&mut transaction, &batch.admissions).await?;
        for document in &batch.documents {
            let place = places
                .get(document.newest)
                .map(|place| place.seq)
                .unwrap_or_default();
            write_document(&mut transaction, document, place).await?;
        }
        for (admission, place) in batch.admissions.iter().zip(&places) {
            write_admission(&mut transaction, admission, *place).await?;
        }
        write_heads(&mut transaction, &batch.admissions, &places).await?;
        for aside in &batch.set_aside {
            write_set_aside(&mut transaction, aside).await?;
        }
        transaction.commit().await?;
        Ok(places.into_iter().map(|place| place.seq).collect())
    }
}

fn code(word: &str) -> Code {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(Code::Other)
}

type Open<'a> = Transaction<'a, Database>;

/// A place in the log, and what the log holds up to there.
#[derive(Clone, Copy)]
struct Place {
    seq: u64,
    chain: u64,
}

impl Place {
    fn next(self, hash: &ChangeHash) -> Self {
        let mut digest = Sha256::new();
        digest.update(self.chain.to_be_bytes());
        digest.update(hash.as_bytes());
        let digest: [u8; 32] = digest.finalize().into();
        Self {
            seq: self.seq.saturating_add(1),
            chain: u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()),
        }
    }
}

/// Takes a place for every admission, in order, each in its subdistrict's log. The transaction holds the write lock from its
/// beginning: nobody else takes one meanwhile.
async fn take_places(
    transaction: &mut Open<'_>,
    admissions: &[Admission],
) -> Result<Vec<Place>, StoreError> {
    let mut last: HashMap<&SubdistrictId, Place> = HashMap::new();
    let mut places = Vec::with_capacity(admissions.len());
    for admission in admissions {
        let before = match last.get(&admission.subdistrict) {
            Some(place) => *place,
            None => head(transaction, &admission.subdistrict).await?,
        };
        let place = before.next(&admission.hash);
        last.insert(&admission.subdistrict, place);
        places.push(place);
    }
    Ok(places)
}

async fn head(
    transaction: &mut Open<'_>,
    subdistrict: &SubdistrictId,
) -> Result<Place, StoreError> {
    let row = sqlx::query("select seq, chain from subdistricts where id = ?")
        .bind(subdistrict.as_str())
        .fetch_one(&mut **transaction)
        .await?;
    Ok(Place {
        seq: count(&row, "seq")?,
        chain: chain(&row, "chain")?,
    })
}

/// Moves every log's end to the last place that was taken in it.
async fn write_heads(
    transaction: &mut Open<'_>,
    admissions: &[Admission],
    places: &[Place],
) -> Result<(), StoreError> {
    let last: HashMap<&SubdistrictId, &Place> = admissions
        .iter()
        .map(|admission| &admission.subdistrict)
        .zip(places)
        .collect();
    for (subdistrict, place) in last {
        sqlx::query("update subdistricts set seq = ?, chain = ? where id = ?")
            .bind(signed(place.seq))
            .bind(place.chain.cast_signed())
            .bind(subdistrict.as_str())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

async fn write_document(
    transaction: &mut Open<'_>,
    document: &DocumentState,
    place: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into documents (id, subdistrict, seq, snapshot, facts, list_row, arrivals, seal) \
         values (?, ?, ?, ?, ?, ?, ?, ?) \
         on conflict (id) do update set seq = excluded.seq, snapshot = excluded.snapshot, \
            facts = excluded.facts, list_row = excluded.list_row, arrivals = excluded.arrivals, \
            seal = excluded.seal",
    )
    .bind(document.id.as_bytes().as_slice())
    .bind(document.stored.subdistrict.as_str())
    .bind(signed(place))
    .bind(&document.stored.snapshot)
    .bind(to_json(&document.facts, "facts")?)
    .bind(to_cbor(&document.row, "list_row")?)
    .bind(to_cbor(&document.stored.arrivals, "arrivals")?)
    .bind(document.stored.seal.as_bytes().as_slice())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn write_admission(
    transaction: &mut Open<'_>,
    admission: &Admission,
    place: Place,
) -> Result<(), StoreError> {
    let before = admission
        .before
        .as_ref()
        .map(|facts| to_json(facts, "before"))
        .transpose()?;
    sqlx::query(
        "insert into log (subdistrict, seq, chain, document, hash, command, bytes, received_at, before, after) \
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(admission.subdistrict.as_str())
    .bind(signed(place.seq))
    .bind(place.chain.cast_signed())
    .bind(admission.document.as_bytes().as_slice())
    .bind(admission.hash.as_bytes().as_slice())
    .bind(admission.command.as_bytes().as_slice())
    .bind(&admission.bytes)
    .bind(admission.at.millis())
    .bind(before)
    .bind(to_json(&admission.after, "after")?)
    .execute(&mut **transaction)
    .await?;
    for photo in &admission.photos {
        sqlx::query(
            "insert into photo_refs (photo, document, person) values (?, ?, ?) on conflict do nothing",
        )
        .bind(photo.as_str())
        .bind(admission.document.as_bytes().as_slice())
        .bind(admission.by.as_str())
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

async fn write_set_aside(transaction: &mut Open<'_>, aside: &SetAside) -> Result<(), StoreError> {
    sqlx::query(
        "insert into set_aside (hash, device, person, subdistrict, document, verdict, code, bytes, received_at) \
         values (?, ?, ?, ?, ?, ?, ?, ?, ?) \
         on conflict (hash, device) do update set verdict = excluded.verdict, code = excluded.code",
    )
    .bind(aside.hash.as_bytes().as_slice())
    .bind(aside.device.as_bytes().as_slice())
    .bind(aside.person.as_str())
    .bind(aside.subdistrict.as_str())
    .bind(aside.document.as_bytes().as_slice())
    .bind(match aside.standing {
        Standing::Held => "held",
        Standing::Refused => "refused",
    })
    .bind(aside.code.as_str())
    .bind(&aside.bytes)
    .bind(aside.at.millis())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
