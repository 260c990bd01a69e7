//! References to photos in SQLite.

use async_trait::async_trait;
use gridloop_shared::model::{PhotoHash, SubdistrictId};
use gridloop_shared::policy::Facts;

use super::Sqlite;
use super::columns::json;
use crate::store::{PhotoRefs, StoreError};

#[async_trait]
impl PhotoRefs for Sqlite {
    async fn referring(
        &self,
        subdistrict: &SubdistrictId,
        photo: &PhotoHash,
    ) -> Result<Vec<Facts>, StoreError> {
        sqlx::query(
            "select d.facts from photo_refs r join documents d on d.id = r.document \
             where r.photo = ? and d.subdistrict = ?",
        )
        .bind(photo.as_str())
        .bind(subdistrict.as_str())
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| json(row, "facts"))
        .collect()
    }
}
