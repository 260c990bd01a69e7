//! A backup of a server that runs, and the way back from it: the database at one moment, and every photo that was whole then.

use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;

use crate::clock;
use crate::store::StoreError;
use crate::store::sqlite::{FILE, Sqlite};

/// The folder of the photos, in the data folder and in a backup alike.
const PHOTOS: &str = "photos";

/// Why there is no backup, or nothing was restored. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// No database there.
    #[error(
        "there is no {FILE} in {0}: name the folder that the server was given, or that of a backup"
    )]
    NoDatabase(PathBuf),
    /// Something is there already.
    #[error("{0} is there already: name a folder that is not, so that nothing is written over")]
    Exists(PathBuf),
    /// The one lies in the other.
    #[error("{0} lies in the folder that is copied: name one beside it")]
    Inside(PathBuf),
    /// A file.
    #[error("cannot write {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// Photos.
    pub photos: u64,
    /// Bytes of the database and the photos.
    pub bytes: u64,
}

/// Writes a backup of a data folder to a new folder. The server may be running: the database is read at one moment, and a photo
/// is never changed once it is whole.
///
/// `say` hears how many photos were copied, from time to time.
///
/// # Errors
/// When there is no whole backup. The folder is there under its name only when it is whole.
pub async fn backup(data: &Path, to: &Path, say: impl FnMut(u64)) -> Result<Copied, BackupError> {
    has_database(data)?;
    lies_beside(to, data)?;
    let partial = begin(to).await?;
    let store = Sqlite::open(data).await?;
    let copied = store.copy_to(&partial.join(FILE)).await;
    store.close().await;
    copied?;
    // After the database: what it refers to and is whole is on its shelf by now.
    finish(data, &partial, to, say).await
}

/// Writes a new data folder from a backup, whose logs begin anew: phones that were ahead of it give back what it lacks.
///
/// # Errors
/// When nothing was restored.
pub async fn restore(
    from: &Path,
    data: &Path,
    say: impl FnMut(u64),
) -> Result<Copied, BackupError> {
    has_database(from)?;
    lies_beside(data, from)?;
    let partial = begin(data).await?;
    let file = partial.join(FILE);
    let copied = fs::copy(from.join(FILE), &file).await;
    copied.map_err(at(&file))?;
    let store = Sqlite::open(&partial).await?;
    let renewed = store.begin_anew(clock::now()).await;
    store.close().await;
    renewed?;
    finish(from, &partial, data, say).await
}

/// Whatever lies in a data folder may be cleared away with it.
fn lies_beside(to: &Path, from: &Path) -> Result<(), BackupError> {
    let from = from.canonicalize().map_err(at(from))?;
    // What is there already is refused for that.
    let there = to
        .ancestors()
        .skip(1)
        .find_map(|above| above.canonicalize().ok());
    // Of a relative name, the last ancestor is the folder in which we are.
    let there = there.or_else(|| std::env::current_dir().ok());
    match there {
        Some(there) if there.starts_with(&from) => Err(BackupError::Inside(to.to_owned())),
        _ => Ok(()),
    }
}

fn has_database(folder: &Path) -> Result<(), BackupError> {
    if folder.join(FILE).is_file() {
        Ok(())
    } else {
        Err(BackupError::NoDatabase(folder.to_owned()))
    }
}

/// The folder under a name that says that it is not whole yet.
async fn begin(to: &Path) -> Result<PathBuf, BackupError> {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = to.with_file_name(name);
    for path in [to, &partial] {
        if fs::try_exists(path).await.map_err(at(path))? {
            return Err(BackupError::Exists(path.to_owned()));
        }
    }
    fs::create_dir_all(&partial).await.map_err(at(&partial))?;
    Ok(partial)
}

async fn finish(
    from: &Path,
    partial: &Path,
    to: &Path,
    say: impl FnMut(u64),
) -> Result<Copied, BackupError> {
    let mut copied = photos(&from.join(PHOTOS), &partial.join(PHOTOS), say).await?;
    let database = partial.join(FILE);
    copied.bytes = copied.bytes.saturating_add(synced(&database).await?);
    synced(partial).await?;
    fs::rename(partial, to).await.map_err(at(to))?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        synced(folder).await?;
    }
    Ok(copied)
}

async fn photos(from: &Path, to: &Path, mut say: impl FnMut(u64)) -> Result<Copied, BackupError> {
    let mut copied = Copied::default();
    fs::create_dir_all(to).await.map_err(at(to))?;
    for shelf in names(from).await? {
        let (from, to) = (from.join(&shelf), to.join(&shelf));
        fs::create_dir_all(&to).await.map_err(at(&to))?;
        for photo in names(&from).await? {
            let file = to.join(&photo);
            match fs::copy(from.join(&photo), &file).await {
                Ok(bytes) => copied.bytes = copied.bytes.saturating_add(bytes),
                // Nothing referred to it, and it was cleared away meanwhile.
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(at(&file)(error)),
            }
            synced(&file).await?;
            copied.photos = copied.photos.saturating_add(1);
            if copied.photos.is_multiple_of(1_000) {
                say(copied.photos);
            }
        }
        synced(&to).await?;
    }
    synced(to).await?;
    Ok(copied)
}

async fn names(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut names = Vec::new();
    let mut entries = match fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(none) if none.kind() == io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(at(folder)(error)),
    };
    while let Some(entry) = entries.next_entry().await.map_err(at(folder))? {
        names.push(entry.file_name().into());
    }
    Ok(names)
}

/// Waits until a file or folder is on the disk. Answers its length.
async fn synced(path: &Path) -> Result<u64, BackupError> {
    let file = fs::File::open(path).await.map_err(at(path))?;
    file.sync_all().await.map_err(at(path))?;
    Ok(file.metadata().await.map_err(at(path))?.len())
}

fn at(path: &Path) -> impl Fn(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::File {
        path: path.clone(),
        source,
    }
}
