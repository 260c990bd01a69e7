//! Photos of a plan: small pictures in the eyes of whoever only reads their first bytes, and kept as the app keeps them.

use gridloop_app::records::{Record, StoredPhoto, ask, found};
use gridloop_app::store::{Durability, LocalStore, Next, Shelf, StorageProblem, Write};
use gridloop_shared::model::{Photo, PhotoHash, PhotoKind, Timestamp};

use crate::plan::Taken;

/// Bytes of a photo that goes in several pieces.
const LARGE: usize = 600 * 1024;

/// A photo with its bytes.
#[derive(Clone)]
pub struct Picture {
    pub photo: Photo,
    pub bytes: Vec<u8>,
}

/// Takes a photo; each number is another picture.
pub fn take(taken: Taken, number: u64, at: Timestamp) -> Option<Picture> {
    let size = match taken {
        Taken::None => return None,
        Taken::Small => 400,
        Taken::Large => LARGE,
    };
    // The header of a PNG (W3C PNG, third edition, 11.2.1), and whatever.
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x64\0\0\0\x64\x08\x02\0\0\0".to_vec();
    bytes.extend(number.to_be_bytes());
    bytes.resize(size, 7);
    let photo = Photo {
        hash: PhotoHash::of(&bytes),
        size: u64::try_from(bytes.len()).unwrap(),
        kind: PhotoKind::Png,
        taken_at: at,
        position: None,
    };
    Some(Picture { photo, bytes })
}

/// Keeps a photo before anything is said of it, as the app does.
pub async fn keep<S: LocalStore>(store: &S, picture: Picture) -> Result<(), StorageProblem> {
    let Picture { photo, bytes } = picture;
    let record = StoredPhoto {
        hash: photo.hash.clone(),
        size: photo.size,
        kind: photo.kind,
        act: None,
        sent: 0,
        uploaded: false,
        lost: false,
        since: photo.taken_at,
    };
    let pixels = Write::Put(Shelf::Pixels, photo.hash.to_string(), bytes);
    store
        .transact(
            &[Shelf::Photos, Shelf::Pixels],
            Durability::Strict,
            vec![ask::<StoredPhoto>(&photo.hash)],
            |mut answers| {
                let known: Option<StoredPhoto> = found(&mut answers)?;
                let record = known.unwrap_or_else(|| record.clone());
                Ok(Next::Write(vec![record.put()?, pixels.clone()], ()))
            },
        )
        .await
}
