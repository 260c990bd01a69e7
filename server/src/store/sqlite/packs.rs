//! Packs in SQLite.

use async_trait::async_trait;
use gridloop_shared::model::{CaseId, ContentHash, SubdistrictId};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::PackRef;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::Sqlite;
use super::columns::{case_id, count, json, name, signed};
use super::places::Open;
use crate::store::{Pack, Packed, Packs, StoreError};

#[async_trait]
impl Packs for Sqlite {
    async fn packed(&self, subdistrict: &SubdistrictId) -> Result<Packed, StoreError> {
        // One statement: packs of one generation.
        let rows = sqlx::query(
            "select s.packs as generation, p.* from subdistricts s left join packs p on p.subdistrict = s.id \
             where s.id = ? order by p.first",
        )
        .bind(subdistrict.as_str())
        .fetch_all(&self.readers)
        .await?;
        let generation = rows
            .first()
            .map(|row| count(row, "generation"))
            .transpose()?;
        let packs = rows
            .iter()
            .filter(|row| {
                row.try_get::<Option<&[u8]>, _>("first")
                    .is_ok_and(|first| first.is_some())
            })
            .map(pack)
            .collect::<Result<_, _>>()?;
        Ok(Packed {
            generation: generation.unwrap_or_default(),
            packs,
        })
    }

    async fn generation(&self, subdistrict: &SubdistrictId) -> Result<u64, StoreError> {
        let row = sqlx::query("select packs as generation from subdistricts where id = ?")
            .bind(subdistrict.as_str())
            .fetch_optional(&self.readers)
            .await?;
        row.map_or(Ok(0), |row| count(&row, "generation"))
    }

    async fn unpacked_within(
        &self,
        subdistrict: &SubdistrictId,
        first: CaseId,
        last: CaseId,
    ) -> Result<u64, StoreError> {
        let row = sqlx::query(
            "select count(*) as unpacked from unpacked where subdistrict = ? and id between ? and ?",
        )
        .bind(subdistrict.as_str())
        .bind(first.as_bytes().as_slice())
        .bind(last.as_bytes().as_slice())
        .fetch_one(&self.readers)
        .await?;
        count(&row, "unpacked")
    }

    async fn unpacked_after(
        &self,
        subdistrict: &SubdistrictId,
        after: CaseId,
        limit: u32,
    ) -> Result<Vec<(CaseId, Facts)>, StoreError> {
        sqlx::query(
            "select d.id, d.facts from unpacked u join documents d on d.id = u.id \
             where u.subdistrict = ? and u.id > ? order by u.id limit ?",
        )
        .bind(subdistrict.as_str())
        .bind(after.as_bytes().as_slice())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| Ok((case_id(row, "id")?, json(row, "facts")?)))
        .collect()
    }

    async fn put_packs(
        &self,
        subdistrict: &SubdistrictId,
        packs: &[Pack],
    ) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (packs.first(), packs.last()) else {
            return Ok(());
        };
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        // Of what the new ones do not reach, none would be told otherwise.
        sqlx::query(
            "insert or ignore into unpacked (subdistrict, id, seq) \
             select subdistrict, id, seq from documents where subdistrict = ? and id > ? and id <= ( \
                select max(last) from packs where subdistrict = ? and first between ? and ?)",
        )
        .bind(subdistrict.as_str())
        .bind(last.last.as_bytes().as_slice())
        .bind(subdistrict.as_str())
        .bind(first.first.as_bytes().as_slice())
        .bind(last.last.as_bytes().as_slice())
        .execute(&mut *transaction)
        .await?;
        sqlx::query("delete from packs where subdistrict = ? and first between ? and ?")
            .bind(subdistrict.as_str())
            .bind(first.first.as_bytes().as_slice())
            .bind(last.last.as_bytes().as_slice())
            .execute(&mut *transaction)
            .await?;
        for pack in packs {
            write_pack(&mut transaction, subdistrict, pack).await?;
        }
        are_others(&mut transaction, subdistrict).await?;
        Ok(transaction.commit().await?)
    }

    async fn forget_packs(&self, subdistrict: &SubdistrictId) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        sqlx::query("delete from packs where subdistrict = ?")
            .bind(subdistrict.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "insert or replace into unpacked (subdistrict, id, seq) \
             select subdistrict, id, seq from documents where subdistrict = ?",
        )
        .bind(subdistrict.as_str())
        .execute(&mut *transaction)
        .await?;
        are_others(&mut transaction, subdistrict).await?;
        Ok(transaction.commit().await?)
    }
}

/// Writes a pack, and that it holds its documents.
async fn write_pack(
    transaction: &mut Open<'_>,
    subdistrict: &SubdistrictId,
    pack: &Pack,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into packs (subdistrict, first, last, seq, count, bytes, rows, documents) \
         values (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(subdistrict.as_str())
    .bind(pack.first.as_bytes().as_slice())
    .bind(pack.last.as_bytes().as_slice())
    .bind(signed(pack.seq))
    .bind(pack.pack.count)
    .bind(signed(pack.pack.bytes))
    .bind(pack.pack.rows.as_str())
    .bind(names(&pack.pack.documents))
    .execute(&mut **transaction)
    .await?;
    // What has changed since it was read stays.
    sqlx::query("delete from unpacked where subdistrict = ? and id between ? and ? and seq <= ?")
        .bind(subdistrict.as_str())
        .bind(pack.first.as_bytes().as_slice())
        .bind(pack.last.as_bytes().as_slice())
        .bind(signed(pack.seq))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Notes that the packs of a subdistrict are others.
async fn are_others(
    transaction: &mut Open<'_>,
    subdistrict: &SubdistrictId,
) -> Result<(), StoreError> {
    sqlx::query("update subdistricts set packs = packs + 1 where id = ?")
        .bind(subdistrict.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

fn pack(row: &SqliteRow) -> Result<Pack, StoreError> {
    Ok(Pack {
        first: case_id(row, "first")?,
        last: case_id(row, "last")?,
        seq: count(row, "seq")?,
        pack: PackRef {
            rows: name(row, "rows")?,
            documents: hashes(row)?,
            count: row.try_get("count")?,
            bytes: count(row, "bytes")?,
        },
    })
}

/// The names of the packs of documents, with spaces between them.
fn hashes(row: &SqliteRow) -> Result<Vec<ContentHash>, StoreError> {
    let text: &str = row.try_get("documents")?;
    text.split(' ')
        .map(|name| name.parse().map_err(StoreError::unreadable("documents")))
        .collect()
}

fn names(hashes: &[ContentHash]) -> String {
    let names: Vec<&str> = hashes.iter().map(ContentHash::as_str).collect();
    names.join(" ")
}
