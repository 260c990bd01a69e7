//! One file, one writer: the default backend. Durable at every commit (WAL, `synchronous=FULL`).

mod bulk;
mod changes;
mod columns;
mod copy;
mod follow_up;
mod log;
mod packs;
mod people;
mod photos;
mod places;
mod tenants;
mod write;

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::StoreError;

/// The name of the database in the data folder.
pub const FILE: &str = "gridloop.sqlite";

/// How many connections read beside the writer.
const READERS: u32 = 4;
/// Prepared statements kept by a connection: more than there are.
const STATEMENTS: usize = 100;
/// Pages of the write-ahead log, 4 MB, that need not be folded in yet. To fold in flushes the file, for which a commit would wait.
pub const FEW_PAGES: i64 = 1_000;
/// Pages of the write-ahead log, 64 MB of them, at which the next commit folds them in itself: [`Sqlite::fold_in`] comes before that.
const MOST_PAGES_AHEAD: &str = "16384";

/// The database.
#[derive(Debug, Clone)]
pub struct Sqlite {
    /// A single connection: SQLite has one writer, so ours queue here and not in its busy loop.
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Sqlite {
    /// Opens the database of a data folder, makes it if there is none, and brings it to this version.
    ///
    /// # Errors
    /// When the folder cannot be used, or the file is no database of ours.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        tokio::fs::create_dir_all(folder).await?;
        let file = folder.join(FILE);
        let options = SqliteConnectOptions::new()
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(STATEMENTS);
        // To ask a connection whether it is still there takes as long as a query, and a file does not go away.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .connect_with(
                options
                    .clone()
                    .pragma("wal_autocheckpoint", MOST_PAGES_AHEAD),
            )
            .await
            .map_err(StoreError::opening(&file))?;
        sqlx::migrate!("src/store/sqlite/migrations")
            .run(&writer)
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Folds what was written ahead into the file, if it is more than so many pages, as far as nobody reads or writes there: otherwise
    /// every so many commits one would have to, and whoever waits for it would wait for that too.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn fold_in(&self, few: i64) -> Result<(), StoreError> {
        let (_, written, folded): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(noop)")
            .fetch_one(&self.readers)
            .await?;
        if written.saturating_sub(folded) > few {
            sqlx::query("pragma wal_checkpoint(passive)")
                .execute(&self.readers)
                .await?;
        }
        Ok(())
    }

    /// Closes it, so that the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_written_ahead_is_folded_in() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).await.unwrap();
        let size = || folder.path().join(FILE).metadata().unwrap().len();
        let before = size();
        store.fold_in(FEW_PAGES).await.unwrap();
        assert_eq!(size(), before, "what is little is left for later");
        store.fold_in(0).await.unwrap();
        assert!(size() > before, "{before} bytes stayed");
    }
}
