//! Small pictures of photos, made when somebody first asks and kept: `thumbs/ab/<hash>`. They can all be made anew.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::PhotoHash;
use tokio::fs;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::draw_small::draw_small;

/// How long somebody waits for one: when a hostile photo is being drawn, the photo itself is there sooner.
const PATIENCE: Duration = Duration::from_secs(10);

/// A small picture that was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Thumbnail {
    /// Its bytes, a JPEG.
    Drawn(Vec<u8>),
    /// There is none of this photo.
    None,
    /// It is not drawn yet.
    Later,
}

/// The small pictures.
#[derive(Debug, Clone)]
pub struct Thumbnails {
    folder: PathBuf,
    /// One at a time: each may take a hundred megabytes.
    turn: Arc<Semaphore>,
}

impl Thumbnails {
    /// Those of a data folder.
    pub fn of(data: &Path) -> Self {
        Self {
            folder: data.join("thumbs"),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// The folder of those whose hash begins with these two digits.
    pub fn shelf(&self, digits: &str) -> PathBuf {
        self.folder.join(digits)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.shelf(name.get(..2).unwrap_or_default()).join(name)
    }

    /// The small picture of the photo that lies in `whole`.
    ///
    /// # Errors
    /// When the file system fails; not found when the photo is not there.
    pub async fn get(&self, photo: &PhotoHash, whole: &Path) -> io::Result<Thumbnail> {
        let file = self.file(photo.as_str());
        if let Some(kept) = kept(fs::read(&file).await)? {
            return Ok(kept);
        }
        timeout(PATIENCE, self.drawn(file, whole.to_owned()))
            .await
            .unwrap_or(Ok(Thumbnail::Later))
    }

    async fn drawn(&self, file: PathBuf, whole: PathBuf) -> io::Result<Thumbnail> {
        let turn = self.turn.clone().acquire_owned().await;
        let turn = turn.map_err(io::Error::other)?;
        let drawing = tokio::task::spawn_blocking(move || {
            // Given back when it is drawn, also if nobody waits for it any more.
            let _turn = turn;
            match kept(std::fs::read(&file))? {
                Some(drawn) => Ok(drawn),
                None => draw(&file, &whole),
            }
        });
        drawing.await.map_err(io::Error::other)?
    }

    /// Throws the one of this file name away, if it is there.
    ///
    /// # Errors
    /// When the file system fails.
    pub async fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.file(name)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// What is known from the file of a small picture, if it is there. An empty one says that there is none.
fn kept(read: io::Result<Vec<u8>>) -> io::Result<Option<Thumbnail>> {
    match read {
        Ok(bytes) if bytes.is_empty() => Ok(Some(Thumbnail::None)),
        Ok(bytes) => Ok(Some(Thumbnail::Drawn(bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn draw(file: &Path, whole: &Path) -> io::Result<Thumbnail> {
    let drawn = draw_small(&std::fs::read(whole)?);
    if let Some(shelf) = file.parent() {
        std::fs::create_dir_all(shelf)?;
    }
    let new = file.with_extension("new");
    let mut written = std::fs::File::create(&new)?;
    written.write_all(drawn.as_deref().unwrap_or_default())?;
    // A power cut must not leave an empty file under the name, which would say that there is none.
    written.sync_data()?;
    std::fs::rename(&new, file)?;
    Ok(drawn.map_or(Thumbnail::None, Thumbnail::Drawn))
}
