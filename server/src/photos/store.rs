//! Where the bytes of photos lie: `photos/ab/<hash>` once they are whole, `uploads/` until then.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use gridloop_shared::model::{DeviceId, PhotoHash};
use tokio::fs;

/// A part that nobody has continued for so long is swept at start.
const ABANDONED: Duration = Duration::from_secs(7 * 24 * 3600);

/// Where the bytes of photos lie.
#[derive(Debug, Clone)]
pub struct PhotoStore {
    photos: PathBuf,
    uploads: PathBuf,
    /// The parts that are being written.
    writing: Arc<Mutex<HashSet<PathBuf>>>,
}

/// A part that is being written, by its holder alone.
#[derive(Debug)]
pub struct Writing {
    part: PathBuf,
    all: Arc<Mutex<HashSet<PathBuf>>>,
}

impl Writing {
    /// The file.
    pub fn part(&self) -> &Path {
        &self.part
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&self.part);
    }
}

impl PhotoStore {
    /// The folders of a data folder, made if they are not there; abandoned parts are swept.
    ///
    /// # Errors
    /// When the folders cannot be used.
    pub async fn open(data: &Path) -> std::io::Result<Self> {
        let store = Self {
            photos: data.join("photos"),
            uploads: data.join("uploads"),
            writing: Arc::default(),
        };
        fs::create_dir_all(&store.photos).await?;
        fs::create_dir_all(&store.uploads).await?;
        store.sweep().await?;
        Ok(store)
    }

    /// The file of a whole photo.
    pub fn whole(&self, hash: &PhotoHash) -> PathBuf {
        let shelf = hash.as_str().get(..2).unwrap_or_default();
        self.photos.join(shelf).join(hash.as_str())
    }

    /// The file of what has arrived of a photo. One a device: nobody can spoil what another sends.
    pub fn part(&self, hash: &PhotoHash, device: &DeviceId) -> PathBuf {
        self.uploads.join(format!("{hash}.{device}.part"))
    }

    /// Takes a part for writing, or none when somebody is at it: a phone sends one piece after the other.
    pub fn write(&self, hash: &PhotoHash, device: &DeviceId) -> Option<Writing> {
        let part = self.part(hash, device);
        let mut all = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(part.clone()).then(|| Writing {
            part,
            all: self.writing.clone(),
        })
    }

    /// The size of a whole photo, or none when it is not here.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn size(&self, hash: &PhotoHash) -> std::io::Result<Option<u64>> {
        length(&self.whole(hash)).await
    }

    /// Writes a whole photo at once, durably.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn put(&self, hash: &PhotoHash, bytes: &[u8]) -> std::io::Result<()> {
        if self.size(hash).await?.is_some() {
            return Ok(());
        }
        let part = self.uploads.join(format!("{hash}.put"));
        fs::write(&part, bytes).await?;
        fs::File::open(&part).await?.sync_all().await?;
        self.shelve(&part, hash).await
    }

    /// Moves a whole and synced file to its place, durably.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn shelve(&self, from: &Path, hash: &PhotoHash) -> std::io::Result<()> {
        let to = self.whole(hash);
        if let Some(shelf) = to.parent() {
            fs::create_dir_all(shelf).await?;
            fs::rename(from, &to).await?;
            fs::File::open(shelf).await?.sync_all().await?;
        }
        fs::File::open(&self.photos).await?.sync_all().await
    }

    async fn sweep(&self) -> std::io::Result<()> {
        let mut parts = fs::read_dir(&self.uploads).await?;
        while let Some(part) = parts.next_entry().await? {
            let touched = part.metadata().await?.modified()?;
            let age = SystemTime::now().duration_since(touched);
            if age.is_ok_and(|age| age > ABANDONED) {
                fs::remove_file(part.path()).await?;
            }
        }
        Ok(())
    }
}

/// The length of a file, or none when there is none.
///
/// # Errors
/// When the file system fails.
pub async fn length(file: &Path) -> std::io::Result<Option<u64>> {
    match fs::metadata(file).await {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
