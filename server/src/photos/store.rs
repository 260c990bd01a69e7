//! Where the bytes of photos lie: `photos/ab/<hash>` once they are whole, `uploads/` until then.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gridloop_shared::model::{DeviceId, PhotoHash};
use tokio::fs;

use super::thumbnails::Thumbnails;

/// Parts that a device may be sending at the same moment.
const AT_ONCE: usize = 2;

/// Where the bytes of photos lie.
#[derive(Debug, Clone)]
pub struct PhotoStore {
    photos: PathBuf,
    uploads: PathBuf,
    /// On their way out.
    leaving: PathBuf,
    thumbnails: Thumbnails,
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
    /// The folders of a data folder, made if they are not there.
    ///
    /// # Errors
    /// When the folders cannot be used.
    pub async fn open(data: &Path) -> io::Result<Self> {
        let store = Self {
            photos: data.join("photos"),
            uploads: data.join("uploads"),
            leaving: data.join("photos-leaving"),
            thumbnails: Thumbnails::of(data),
            writing: Arc::default(),
        };
        for folder in [&store.photos, &store.uploads, &store.leaving] {
            fs::create_dir_all(folder).await?;
        }
        Ok(store)
    }

    /// The small pictures of the photos.
    pub const fn thumbnails(&self) -> &Thumbnails {
        &self.thumbnails
    }

    /// The folder of whole photos whose hash begins with these two digits.
    pub fn shelf(&self, digits: &str) -> PathBuf {
        self.photos.join(digits)
    }

    /// The folder of parts.
    pub fn uploads(&self) -> &Path {
        &self.uploads
    }

    /// The folder of photos that are on their way out.
    pub fn leaving(&self) -> &Path {
        &self.leaving
    }

    /// The file of a whole photo.
    pub fn whole(&self, hash: &PhotoHash) -> PathBuf {
        let digits = hash.as_str().get(..2).unwrap_or_default();
        self.shelf(digits).join(hash.as_str())
    }

    /// The file of what has arrived of a photo. One a device: nobody can spoil what another sends.
    pub fn part(&self, hash: &PhotoHash, device: &DeviceId) -> PathBuf {
        self.uploads.join(format!("{hash}{}", ending(device)))
    }

    /// The sizes of a device's parts.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn parts_of(&self, device: &DeviceId) -> io::Result<Vec<u64>> {
        let mut sizes = Vec::new();
        for part in names(&self.uploads).await? {
            if part.ends_with(&ending(device)) {
                sizes.extend(length(&self.uploads.join(part)).await?);
            }
        }
        Ok(sizes)
    }

    /// Takes a part for writing, or none when somebody is at it, or the device at too many: a phone sends one piece after the
    /// other.
    pub fn write(&self, hash: &PhotoHash, device: &DeviceId) -> Option<Writing> {
        self.hold(self.part(hash, device), |all| {
            let ending = ending(device);
            let theirs = |part: &&PathBuf| part.to_string_lossy().ends_with(&ending);
            all.iter().filter(theirs).count() < AT_ONCE
        })
    }

    /// Takes a part that is to be cleared away, or none when somebody is at it.
    pub fn abandon(&self, part: PathBuf) -> Option<Writing> {
        self.hold(part, |_| true)
    }

    fn hold(&self, part: PathBuf, may: impl FnOnce(&HashSet<PathBuf>) -> bool) -> Option<Writing> {
        let mut all = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        (may(&all) && all.insert(part.clone())).then(|| Writing {
            part,
            all: self.writing.clone(),
        })
    }

    /// The size of a whole photo, or none when it is not here.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn size(&self, hash: &PhotoHash) -> io::Result<Option<u64>> {
        length(&self.whole(hash)).await
    }

    /// Writes a whole photo at once, durably.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn put(&self, hash: &PhotoHash, bytes: &[u8]) -> io::Result<()> {
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
    pub async fn shelve(&self, from: &Path, hash: &PhotoHash) -> io::Result<()> {
        let to = self.whole(hash);
        if let Some(shelf) = to.parent() {
            fs::create_dir_all(shelf).await?;
            fs::rename(from, &to).await?;
            fs::File::open(shelf).await?.sync_all().await?;
        }
        fs::File::open(&self.photos).await?.sync_all().await
    }

    /// Takes a whole photo off its shelf, to the folder of those on their way out.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn take_off(&self, hash: &PhotoHash) -> io::Result<()> {
        fs::rename(self.whole(hash), self.leaving.join(hash.as_str())).await
    }

    /// Puts a photo that was on its way out back on its shelf.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn put_back(&self, hash: &PhotoHash) -> io::Result<()> {
        self.shelve(&self.leaving.join(hash.as_str()), hash).await
    }

    /// Removes a photo that was on its way out, and its small picture.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn discard(&self, hash: &PhotoHash) -> io::Result<()> {
        self.thumbnails.remove(hash.as_str()).await?;
        fs::remove_file(self.leaving.join(hash.as_str())).await
    }
}

/// How the names of a device's parts end.
fn ending(device: &DeviceId) -> String {
    format!(".{device}.part")
}

/// What lies in a folder; nothing when it is not there.
///
/// # Errors
/// When the file system fails.
pub async fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut entries = match fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(error),
    };
    while let Some(entry) = entries.next_entry().await? {
        names.extend(entry.file_name().into_string());
    }
    Ok(names)
}

/// The length of a file, or none when there is none.
///
/// # Errors
/// When the file system fails.
pub async fn length(file: &Path) -> io::Result<Option<u64>> {
    match fs::metadata(file).await {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
