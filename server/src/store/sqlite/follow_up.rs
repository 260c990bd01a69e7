//! The follow-up in SQLite.

use async_trait::async_trait;
use gridloop_shared::model::{CaseId, SubdistrictId, Timestamp};
use sqlx::Row;

use super::Sqlite;
use super::columns::{case_id, count, signed, time};
use crate::store::{FollowUps, Followed, StoreError, Wait};

#[async_trait]
impl FollowUps for Sqlite {
    async fn followed(
        &self,
        subdistrict: &SubdistrictId,
        now: Timestamp,
    ) -> Result<Followed, StoreError> {
        sqlx::query(
            "insert into follow_up (subdistrict, since, seq) values (?, ?, 0) on conflict do nothing",
        )
        .bind(subdistrict.as_str())
        .bind(now.millis())
        .execute(&self.writer)
        .await?;
        let row = sqlx::query("select since, seq from follow_up where subdistrict = ?")
            .bind(subdistrict.as_str())
            .fetch_one(&self.writer)
            .await?;
        Ok(Followed {
            since: time(&row, "since")?,
            seq: count(&row, "seq")?,
        })
    }

    async fn put_waits(
        &self,
        subdistrict: &SubdistrictId,
        seq: u64,
        waits: &[Wait],
        ended: &[CaseId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        for wait in waits {
            let id = wait.document.as_bytes().as_slice();
            if (wait.look_at, wait.merged_into) == (None, None) {
                sqlx::query("delete from waits where id = ?")
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
                continue;
            }
            sqlx::query(
                "insert into waits (id, subdistrict, look_at, merged_into) values (?, ?, ?, ?) \
                 on conflict (id) do update set look_at = excluded.look_at, merged_into = excluded.merged_into",
            )
            .bind(id)
            .bind(subdistrict.as_str())
            .bind(wait.look_at.map(Timestamp::millis))
            .bind(wait.merged_into.as_ref().map(|id| id.as_bytes().as_slice()))
            .execute(&mut *transaction)
            .await?;
        }
        for id in ended {
            sqlx::query("update waits set look_at = ? where merged_into = ?")
                .bind(now.millis())
                .bind(id.as_bytes().as_slice())
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query("update follow_up set seq = max(seq, ?) where subdistrict = ?")
            .bind(signed(seq))
            .bind(subdistrict.as_str())
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    async fn due(
        &self,
        subdistrict: &SubdistrictId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Wait>, StoreError> {
        sqlx::query(
            "select id, look_at, merged_into from waits where look_at <= ? and subdistrict = ? order by look_at limit ?",
        )
        .bind(now.millis())
        .bind(subdistrict.as_str())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| {
            let merged_into: Option<&[u8]> = row.try_get("merged_into")?;
            Ok(Wait {
                document: case_id(row, "id")?,
                look_at: Some(time(row, "look_at")?),
                merged_into: merged_into
                    .map(|_| case_id(row, "merged_into"))
                    .transpose()?,
            })
        })
        .collect()
    }

    async fn next_due(&self, subdistrict: &SubdistrictId) -> Result<Option<Timestamp>, StoreError> {
        let next: Option<i64> = sqlx::query_scalar(
            "select look_at from waits where look_at is not null and subdistrict = ? order by look_at limit 1",
        )
        .bind(subdistrict.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(next.map(Timestamp::from_millis))
    }
}
