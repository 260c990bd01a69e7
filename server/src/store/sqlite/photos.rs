//! References to photos and their holders in SQLite.

use async_trait::async_trait;
use gridloop_shared::model::{PhotoHash, SubdistrictId, Timestamp};
use sqlx::Row;

use super::Sqlite;
use super::columns::{json, name, to_json};
use crate::store::{Holder, Photos, Reference, StoreError};

#[async_trait]
impl Photos for Sqlite {
    async fn referring(
        &self,
        subdistrict: &SubdistrictId,
        photo: &PhotoHash,
    ) -> Result<Vec<Reference>, StoreError> {
        sqlx::query(
            "select d.facts, exists (select 1 from photo_holders h \
                where h.photo = r.photo and h.subdistrict = d.subdistrict and h.person = r.person) as earned \
             from photo_refs r join documents d on d.id = r.document \
             where r.photo = ? and d.subdistrict = ?",
        )
        .bind(photo.as_str())
        .bind(subdistrict.as_str())
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| {
            Ok(Reference {
                facts: json(row, "facts")?,
                earned: row.try_get("earned")?,
            })
        })
        .collect()
    }

    async fn holds(&self, holder: &Holder) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "select exists (select 1 from photo_holders where photo = ? and subdistrict = ? and person = ?) as held",
        )
        .bind(holder.photo.as_str())
        .bind(holder.subdistrict.as_str())
        .bind(holder.person.as_str())
        .fetch_one(&self.readers)
        .await?;
        Ok(row.try_get("held")?)
    }

    async fn note_holders(&self, holders: &[Holder], now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        for holder in holders {
            sqlx::query(
                "insert into photo_holders (photo, subdistrict, person, told_at) values (?, ?, ?, ?) \
                 on conflict (photo, subdistrict, person) do update set told_at = max(told_at, excluded.told_at)",
            )
            .bind(holder.photo.as_str())
            .bind(holder.subdistrict.as_str())
            .bind(holder.person.as_str())
            .bind(now.millis())
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn unnamed(&self, photos: &[PhotoHash]) -> Result<Vec<PhotoHash>, StoreError> {
        sqlx::query(
            "select value as photo from json_each(?) \
             where not exists (select 1 from photo_refs r where r.photo = value)",
        )
        .bind(to_json(&photos, "photos")?)
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| name(row, "photo"))
        .collect()
    }

    async fn forget_photo(&self, photo: &PhotoHash, since: Timestamp) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let row = sqlx::query(
            "select exists (select 1 from photo_refs where photo = ?1) \
                or exists (select 1 from photo_holders where photo = ?1 and told_at >= ?2) \
                or exists (select 1 from photo_holders h join set_aside a \
                    on a.subdistrict = h.subdistrict and a.person = h.person \
                    where h.photo = ?1 and a.verdict = 'held') as needed",
        )
        .bind(photo.as_str())
        .bind(since.millis())
        .fetch_one(&mut *transaction)
        .await?;
        let needed: bool = row.try_get("needed")?;
        if !needed {
            sqlx::query("delete from photo_holders where photo = ?")
                .bind(photo.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(!needed)
    }
}

#[cfg(test)]
mod tests {
    use gridloop_shared::model::PhotoHash;
    use sqlx::SqliteConnection;
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{ConnectOptions, Connection};

    use super::*;
    use crate::fixture::{report, worker};
    use crate::store::sqlite::FILE;

    /// The last version that did not note who named a photo.
    const BEFORE: i64 = 9;

    async fn write(database: &mut SqliteConnection, photo: &PhotoHash) {
        let facts = serde_json::json!({
            "reporter": worker().person, "area": report().area,
            "observation_point": null, "department": null, "former_departments": [],
        });
        sqlx::raw_sql("insert into subdistricts (id, epoch, directory) values ('s', 1, '{}')")
            .execute(&mut *database)
            .await
            .unwrap();
        sqlx::query(
            "insert into documents (id, subdistrict, seq, snapshot, facts, list_row, arrivals) \
             values (x'01', 's', 1, x'', ?, x'', x'')",
        )
        .bind(facts.to_string())
        .execute(&mut *database)
        .await
        .unwrap();
        sqlx::query("insert into photo_refs (photo, document) values (?, x'01')")
            .bind(photo.as_str())
            .execute(database)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_could_be_seen_before_this_version_can_be_seen_still() {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join(FILE))
            .create_if_missing(true);
        let mut database = options.connect().await.unwrap();
        let migrations = sqlx::migrate!("src/store/sqlite/migrations");
        migrations.run_to(BEFORE, &mut database).await.unwrap();
        let photo = PhotoHash::of(b"photo");
        write(&mut database, &photo).await;
        database.close().await.unwrap();

        let store = Sqlite::open(folder.path()).await.unwrap();
        let references = store.referring(&"s".parse().unwrap(), &photo).await;
        let references = references.unwrap();
        assert_eq!(references.len(), 1);
        assert!(references[0].earned);
        assert_eq!(references[0].facts.reporter, worker().person);
        let reporter = Holder::of(&worker(), &photo);
        assert!(store.holds(&reporter).await.unwrap());
    }
}
