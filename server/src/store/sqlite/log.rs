//! The log read from SQLite.

use std::collections::HashMap;

use async_trait::async_trait;
use gridloop_shared::model::{CaseId, DeviceId, Principal, SubdistrictId, Timestamp};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, Entered};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::Sqlite;
use super::columns::{
    case_id, cbor, chain, command_id, count, hash, json, seal, set, signed, time,
};
use crate::store::{Head, Log, LogRow, Ruled, RuledElsewhere, StoreError};

#[async_trait]
impl Log for Sqlite {
    async fn head(&self, subdistrict: &SubdistrictId) -> Result<Option<Head>, StoreError> {
        sqlx::query("select epoch, seq, chain, floor from subdistricts where id = ?")
            .bind(subdistrict.as_str())
            .fetch_optional(&self.readers)
            .await?
            .map(|row| {
                Ok(Head {
                    epoch: count(&row, "epoch")?,
                    seq: count(&row, "seq")?,
                    chain: chain(&row, "chain")?,
                    floor: count(&row, "floor")?,
                })
            })
            .transpose()
    }

    async fn chain_at(
        &self,
        subdistrict: &SubdistrictId,
        seq: u64,
    ) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query(
            "select chain from log where subdistrict = ? and seq <= ? order by seq desc limit 1",
        )
        .bind(subdistrict.as_str())
        .bind(signed(seq))
        .fetch_optional(&self.readers)
        .await?;
        if let Some(row) = row {
            return Ok(Some(chain(&row, "chain")?));
        }
        // Nothing, or only decisions.
        let head = self.head(subdistrict).await?;
        Ok(head.filter(|head| head.floor == 0).map(|_| 0))
    }

    async fn rows_after(
        &self,
        subdistrict: &SubdistrictId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<LogRow>, StoreError> {
        sqlx::query(
            "select seq, chain, document, hash, command, bytes, received_at, before, after from log \
             where subdistrict = ? and seq > ? order by seq limit ?",
        )
        .bind(subdistrict.as_str())
        .bind(signed(after))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(log_row)
        .collect()
    }

    async fn ruled(
        &self,
        device: DeviceId,
        after: u64,
        up_to: u64,
    ) -> Result<Vec<Ruled>, StoreError> {
        sqlx::query(
            "select seq, command, taken, reason from rulings \
             where device = ? and seq > ? and seq <= ? order by seq",
        )
        .bind(device.as_bytes().as_slice())
        .bind(signed(after))
        .bind(signed(up_to))
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(ruled)
        .collect()
    }

    async fn ruled_elsewhere(
        &self,
        principal: &Principal,
        after: u64,
        up_to: u64,
        since: Timestamp,
    ) -> Result<Vec<RuledElsewhere>, StoreError> {
        sqlx::query(
            "select r.seq, r.command, r.taken, r.reason, s.document, s.bytes, d.revoked_at is not null as revoked \
             from rulings r join devices d on d.id = r.device \
             left join set_aside s on s.hash = r.hash and s.device = r.device \
             where r.subdistrict = ? and r.seq > ? and r.seq <= ? and r.ruled_at >= ? \
             and d.subdistrict = r.subdistrict and d.person = ? and d.id <> ? order by r.seq",
        )
        .bind(principal.subdistrict.as_str())
        .bind(signed(after))
        .bind(signed(up_to))
        .bind(since.millis())
        .bind(principal.person.as_str())
        .bind(principal.device.as_bytes().as_slice())
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| {
            let ruled = ruled(row)?;
            let is_lost = !ruled.taken && row.try_get("revoked")?;
            let bytes: Option<Vec<u8>> = row.try_get("bytes")?;
            let lost = match bytes.filter(|_| is_lost) {
                Some(bytes) => Some((case_id(row, "document")?, bytes)),
                None => None,
            };
            Ok(RuledElsewhere { ruled, lost })
        })
        .collect()
    }

    async fn trim(
        &self,
        subdistrict: &SubdistrictId,
        before: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        // What arrived is not always in the order of the clock: up to the first row that has to stay.
        let row = sqlx::query(
            "select coalesce(min(case when received_at >= ? then seq end), max(seq)) - 1 as floor from log \
             where subdistrict = ?",
        )
        .bind(before.millis())
        .bind(subdistrict.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        let Some(floor) = row.try_get::<Option<i64>, _>("floor")? else {
            return Ok(0);
        };
        let gone = sqlx::query("delete from log where subdistrict = ? and seq <= ?")
            .bind(subdistrict.as_str())
            .bind(floor)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        sqlx::query("update subdistricts set floor = max(floor, ?) where id = ?")
            .bind(floor)
            .bind(subdistrict.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(gone)
    }

    async fn rows_of(&self, document: CaseId) -> Result<Vec<LogRow>, StoreError> {
        sqlx::query(
            "select seq, chain, document, hash, command, bytes, received_at, before, after from log \
             where document = ? order by seq",
        )
        .bind(document.as_bytes().as_slice())
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(log_row)
        .collect()
    }

    async fn facts_after(
        &self,
        subdistrict: &SubdistrictId,
        after: Option<CaseId>,
        limit: u32,
    ) -> Result<Vec<(CaseId, Facts)>, StoreError> {
        sqlx::query(
            "select id, facts from documents where subdistrict = ? and id > ? order by id limit ?",
        )
        .bind(subdistrict.as_str())
        .bind(after.map_or_else(Vec::new, |id| id.as_bytes().to_vec()))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(id_and_facts)
        .collect()
    }

    async fn facts_of(&self, documents: &[CaseId]) -> Result<HashMap<CaseId, Facts>, StoreError> {
        sqlx::query(
            "select id, facts from documents where id in (select unhex(value) from json_each(?))",
        )
        .bind(set(documents.iter().map(|id| id.as_bytes().as_slice())))
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(id_and_facts)
        .collect()
    }

    async fn whole(&self, documents: &[CaseId]) -> Result<Vec<Entered>, StoreError> {
        sqlx::query(
            "select id, seq, snapshot, list_row, arrivals, seal from documents \
             where id in (select unhex(value) from json_each(?)) order by id",
        )
        .bind(set(documents.iter().map(|id| id.as_bytes().as_slice())))
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(entered)
        .collect()
    }
}

fn id_and_facts(row: &SqliteRow) -> Result<(CaseId, Facts), StoreError> {
    Ok((case_id(row, "id")?, json(row, "facts")?))
}

fn log_row(row: &SqliteRow) -> Result<LogRow, StoreError> {
    let founding = row.try_get::<Option<&str>, _>("before")?.is_none();
    Ok(LogRow {
        seq: count(row, "seq")?,
        chain: chain(row, "chain")?,
        document: case_id(row, "document")?,
        hash: hash(row, "hash")?,
        bytes: row.try_get("bytes")?,
        arrival: Arrival {
            command: command_id(row, "command")?,
            at: time(row, "received_at")?,
        },
        before: if founding {
            None
        } else {
            Some(json(row, "before")?)
        },
        after: json(row, "after")?,
    })
}

fn entered(row: &SqliteRow) -> Result<Entered, StoreError> {
    Ok(Entered {
        document: case_id(row, "id")?,
        snapshot: row.try_get("snapshot")?,
        row: cbor(row, "list_row")?,
        arrivals: cbor(row, "arrivals")?,
        seq: count(row, "seq")?,
        seal: seal(row, "seal")?,
    })
}

fn ruled(row: &SqliteRow) -> Result<Ruled, StoreError> {
    Ok(Ruled {
        seq: count(row, "seq")?,
        command: command_id(row, "command")?,
        taken: row.try_get("taken")?,
        reason: row.try_get("reason")?,
    })
}
