//! Why the store could not do what it was asked. The caller has not lost anything: nothing was half written.

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A file of the database's name is something else.
    #[error("{0} is no database, or a damaged one: put a backup in its place")]
    NotADatabase(std::path::PathBuf),
    /// The database could not be brought to this version.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Something stored does not read: it was written by another version, or the file is damaged.
    #[error("{what} in the database does not read: {why}")]
    Unreadable {
        /// Which column.
        what: &'static str,
        /// What the reader met.
        why: String,
    },
    /// The folder of the database cannot be used.
    #[error("folder of the database: {0}")]
    Folder(#[from] std::io::Error),
}

/// SQLite's result code for a file that is none of its (SQLITE_NOTADB).
const NOT_A_DATABASE: &str = "26";

/// SQLite's result code for a disk without room (SQLITE_FULL).
const FULL: &str = "13";

impl StoreError {
    /// Whether there was no room on the disk.
    pub fn is_full(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else {
            return false;
        };
        error.code().as_deref() == Some(FULL)
    }

    /// What is wrong with a file that cannot be opened.
    pub fn opening(file: &std::path::Path) -> impl Fn(sqlx::Error) -> Self {
        |error| match &error {
            sqlx::Error::Database(why) if why.code().as_deref() == Some(NOT_A_DATABASE) => {
                Self::NotADatabase(file.to_owned())
            }
            _ => Self::Database(error),
        }
    }

    /// For `map_err` where a stored value is read.
    pub fn unreadable<E: std::fmt::Display>(what: &'static str) -> impl Fn(E) -> Self {
        move |error| Self::Unreadable {
            what,
            why: error.to_string(),
        }
    }
}
