//! Judged changes into SQLite: one transaction a batch, its places in the log taken inside it.

use async_trait::async_trait;
use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, SubdistrictId};
use gridloop_shared::sync::Code;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::Sqlite;
use super::columns::{case_id, cbor, count, device_id, hash, name, seal, set, time};
use super::places::{take_places, write_heads};
use super::write::{write_admissions, write_decision, write_documents, write_set_aside};
use crate::store::{
    Batch, Changes, DocumentState, Placed, Recalled, SetAside, Standing, StoreError, StoredDocument,
};

#[async_trait]
impl Changes for Sqlite {
    async fn recall(
        &self,
        hashes: &[ChangeHash],
        documents: &[CaseId],
    ) -> Result<Recalled, StoreError> {
        let mut recalled = Recalled::default();
        let mut reader = self.readers.acquire().await?;
        let hashes = set(hashes.iter().map(|hash| hash.as_bytes().as_slice()));
        for row in sqlx::query(
            "select hash, document, seq, received_at from log where hash in (select unhex(value) from json_each(?))",
        )
        .bind(&hashes)
        .fetch_all(&mut *reader)
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
        .fetch_all(&mut *reader)
        .await?
        {
            let sender = (device_id(&row, "device")?, standing(&row)?, code(row.try_get("code")?));
            recalled
                .set_aside
                .entry(hash(&row, "hash")?)
                .or_default()
                .push(sender);
        }
        if documents.is_empty() {
            return Ok(recalled);
        }
        for row in sqlx::query(
            "select id, subdistrict, snapshot, arrivals, seal from documents where id in (select unhex(value) from json_each(?))",
        )
        .bind(set(documents.iter().map(|id| id.as_bytes().as_slice())))
        .fetch_all(&mut *reader)
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

    async fn held(
        &self,
        subdistrict: &SubdistrictId,
        document: Option<CaseId>,
    ) -> Result<Vec<SetAside>, StoreError> {
        sqlx::query(
            "select * from set_aside where subdistrict = ? and verdict = 'held' and (? is null or document = ?) \
             order by received_at, ordinal",
        )
        .bind(subdistrict.as_str())
        .bind(document.as_ref().map(|id| id.as_bytes().as_slice()))
        .bind(document.as_ref().map(|id| id.as_bytes().as_slice()))
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(set_aside)
        .collect()
    }

    async fn put_again(&self, document: &DocumentState, seq: u64) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        write_documents(&mut transaction, [(document, seq)].into_iter()).await?;
        Ok(transaction.commit().await?)
    }

    async fn commit(&self, batch: &Batch) -> Result<Vec<u64>, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let places = take_places(&mut transaction, batch).await?;
        let documents = batch.documents.iter().map(|document| {
            let place = places.get(document.newest);
            (document, place.map_or(0, |place| place.seq))
        });
        write_documents(&mut transaction, documents).await?;
        write_admissions(&mut transaction, &batch.admissions, &places).await?;
        let decided = places.iter().skip(batch.admissions.len());
        for (decision, place) in batch.decisions.iter().zip(decided) {
            write_decision(&mut transaction, decision, *place).await?;
        }
        write_heads(&mut transaction, batch, &places).await?;
        for aside in &batch.set_aside {
            write_set_aside(&mut transaction, aside).await?;
        }
        transaction.commit().await?;
        Ok(places.into_iter().map(|place| place.seq).collect())
    }
}

fn standing(row: &SqliteRow) -> Result<Standing, StoreError> {
    Ok(match row.try_get("verdict")? {
        "held" => Standing::Held,
        _ => Standing::Refused,
    })
}

fn set_aside(row: &SqliteRow) -> Result<SetAside, StoreError> {
    Ok(SetAside {
        hash: hash(row, "hash")?,
        person: name(row, "person")?,
        device: device_id(row, "device")?,
        subdistrict: name(row, "subdistrict")?,
        document: case_id(row, "document")?,
        standing: standing(row)?,
        code: code(row.try_get("code")?),
        bytes: row.try_get("bytes")?,
        at: time(row, "received_at")?,
    })
}

fn code(word: &str) -> Code {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(Code::Other)
}
