//! One case as a file that any Automerge program opens: what is recorded here is not locked in.

use std::path::Path;

use gridloop_shared::model::CaseId;

use crate::store::sqlite::{FILE, Sqlite};
use crate::store::{Log, StoreError};

/// Why a case cannot be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No database there.
    #[error("there is no {FILE} in {0}: name the folder that the server was given")]
    NoDatabase(String),
    /// No such case.
    #[error("there is no case {0} in this database")]
    NoCase(CaseId),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The Automerge file of a case. The server may be running.
///
/// # Errors
/// When there is no such case, or no database.
pub async fn export(data: &Path, case: CaseId) -> Result<Vec<u8>, ExportError> {
    if !data.join(FILE).is_file() {
        return Err(ExportError::NoDatabase(data.display().to_string()));
    }
    let store = Sqlite::open(data).await?;
    let found = store.whole(&[case]).await?.pop();
    store.close().await;
    found
        .map(|entered| entered.snapshot)
        .ok_or(ExportError::NoCase(case))
}
