//! The database as a file of its own, while it is written to; and an older copy made fit to be served.

use std::path::Path;

use gridloop_shared::model::Timestamp;

use super::Sqlite;
use super::columns::signed;
use crate::store::StoreError;

impl Sqlite {
    /// Writes the database as it stands at one moment to a new file. Writers go on meanwhile.
    ///
    /// # Errors
    /// When the file exists, or cannot be written; what was written of it is to be removed.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        sqlx::query("vacuum into ?")
            .bind(file.display().to_string())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Begins every log anew, so that whoever has read further than this copy reaches notices it and gives back what it lacks.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn begin_anew(&self, now: Timestamp) -> Result<(), StoreError> {
        // Also when it is done twice within a second.
        let now = signed(now.millis().unsigned_abs());
        sqlx::query("update subdistricts set epoch = max(epoch + 1, ?)")
            .bind(now)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
