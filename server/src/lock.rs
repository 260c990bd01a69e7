//! One program at a time writes into a data folder. The system takes the lock back when the program ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file in the data folder.
const FILE: &str = "gridloop.lock";

/// Why a data folder cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Somebody else has it.
    #[error("{0} is in use by another gridloop: stop that one first")]
    Taken(PathBuf),
    /// The folder.
    #[error("{folder} cannot be written to")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// A data folder, for as long as this lives.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read")] File);

impl Lock {
    /// Takes a data folder, which is made if it is not there.
    ///
    /// # Errors
    /// When somebody else has it, or it cannot be written to.
    pub fn on(folder: &Path) -> Result<Self, LockError> {
        let no = |source| LockError::Folder {
            folder: folder.to_owned(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(no)?;
        let file = File::create(folder.join(FILE)).map_err(no)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(no(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_programs_until_that_ends() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::on(folder.path()).unwrap();
        let second = Lock::on(folder.path());
        assert!(matches!(second, Err(LockError::Taken(_))), "{second:?}");
        drop(first);
        Lock::on(folder.path()).unwrap();
    }
}
