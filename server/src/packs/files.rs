//! The files of the packs: `packs/<subdistrict>/<hash>`, each named by what is in it.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use gridloop_shared::model::{ContentHash, SubdistrictId};
use tokio::fs;

/// A file that no pack names any more stays for so long after it was replaced: somebody may be in the middle of fetching it.
const GRACE: Duration = Duration::from_secs(24 * 3600);

/// Where the packs lie.
#[derive(Debug, Clone)]
pub struct PackFiles {
    folder: PathBuf,
}

impl PackFiles {
    /// The folder of a data folder, made if it is not there.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn open(data: &Path) -> io::Result<Self> {
        let folder = data.join("packs");
        fs::create_dir_all(&folder).await?;
        Ok(Self { folder })
    }

    /// The file of a pack of a subdistrict.
    pub fn file(&self, subdistrict: &SubdistrictId, hash: &ContentHash) -> PathBuf {
        self.folder.join(subdistrict.as_str()).join(hash.as_str())
    }

    /// Writes a pack, durably: whoever needs it could not go on if a power cut spoilt what is named already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put(&self, subdistrict: &SubdistrictId, bytes: &[u8]) -> io::Result<ContentHash> {
        let hash = ContentHash::of(bytes);
        let file = self.file(subdistrict, &hash);
        let part = file.with_extension("part");
        let folder = self.folder.join(subdistrict.as_str());
        fs::create_dir_all(&folder).await?;
        fs::write(&part, bytes).await?;
        fs::File::open(&part).await?.sync_all().await?;
        fs::rename(&part, file).await?;
        fs::File::open(&folder).await?.sync_all().await?;
        Ok(hash)
    }

    /// Notes that a pack is replaced now: from here on it stays as long as somebody may be fetching it.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn replaced(
        &self,
        subdistrict: &SubdistrictId,
        hash: &ContentHash,
    ) -> io::Result<()> {
        let file = fs::File::options()
            .append(true)
            .open(self.file(subdistrict, hash))
            .await?;
        file.into_std().await.set_modified(SystemTime::now())
    }

    /// Removes the files that are none of these and old enough.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn sweep(
        &self,
        subdistrict: &SubdistrictId,
        wanted: &HashSet<ContentHash>,
    ) -> io::Result<()> {
        let folder = self.folder.join(subdistrict.as_str());
        if !fs::try_exists(&folder).await? {
            return Ok(());
        }
        let mut files = fs::read_dir(folder).await?;
        while let Some(file) = files.next_entry().await? {
            let name = file.file_name();
            let named = name
                .to_str()
                .and_then(|name| name.parse::<ContentHash>().ok());
            let modified = file.metadata().await?.modified()?;
            let old = SystemTime::now()
                .duration_since(modified)
                .is_ok_and(|age| age > GRACE);
            if old && named.is_none_or(|hash| !wanted.contains(&hash)) {
                fs::remove_file(file.path()).await?;
            }
        }
        Ok(())
    }
}
