//! Photos of this device: taken in, and found again.

use gridloop_shared::model::{Photo, PhotoHash, PhotoKind, Position};
use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, File, Url};

use super::{Core, PhotoProblem, StorageProblem};
use crate::device::{clock, image};
use crate::records::{Record, StoredPhoto, ask, found};
use crate::store::{Durability, IndexedDb, LocalStore, Next, Query, Shelf, Write};

/// Bytes of a file that a phone can still open beside everything else.
const MOST_FILE: f64 = 40.0 * 1024.0 * 1024.0;

impl Core {
    pub(super) async fn take_photo(
        &self,
        file: File,
        position: Option<Position>,
    ) -> Result<Photo, PhotoProblem> {
        let open = self.open()?;
        if file.size() > MOST_FILE {
            let size = u64::try_from(clock::whole(file.size())).unwrap_or(u64::MAX);
            return Err(PhotoProblem::TooLarge(size));
        }
        // Some phones name no type; what they give is tried.
        let kind = file.type_();
        if !kind.is_empty() && !kind.starts_with("image/") {
            return Err(PhotoProblem::NotAnImage);
        }
        let bytes = image::small_jpeg(&file)
            .await
            .ok_or(PhotoProblem::Undecodable)?;
        let photo = Photo {
            hash: PhotoHash::of(&bytes),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            kind: PhotoKind::Jpeg,
            taken_at: clock::now(),
            position,
        };
        let mut tried = false;
        loop {
            match keep(&open.store, &photo, &bytes).await {
                Err(StorageProblem::Full) if !tried => {
                    tried = true;
                    self.make_room(&open).await;
                }
                kept => {
                    kept?;
                    self.look_at_space_soon();
                    return Ok(photo);
                }
            }
        }
    }
}

async fn keep(store: &IndexedDb, photo: &Photo, bytes: &[u8]) -> Result<(), StorageProblem> {
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
    let pixels = Write::Put(Shelf::Pixels, photo.hash.to_string(), bytes.to_vec());
    store
        .transact(
            &[Shelf::Photos, Shelf::Pixels],
            Durability::Strict,
            vec![ask::<StoredPhoto>(&photo.hash)],
            |mut answers| {
                // The same picture again: what is known of it stays.
                let known: Option<StoredPhoto> = found(&mut answers)?;
                let record = known.map_or_else(
                    || record.clone(),
                    |known| StoredPhoto {
                        lost: false,
                        ..known
                    },
                );
                Ok(Next::Write(vec![record.put()?, pixels.clone()], ()))
            },
        )
        .await
}

/// An address of the bytes of a photo, if they are on this phone. Whoever asks revokes it.
pub(super) async fn object_url(store: &IndexedDb, hash: &PhotoHash) -> Option<String> {
    let query = Query::One(Shelf::Pixels, hash.to_string());
    let bytes = store.read(vec![query]).await.ok()?.one().ok()??;
    let options = BlobPropertyBag::new();
    let kind = PhotoKind::sniff(&bytes).unwrap_or(PhotoKind::Jpeg);
    options.set_type(kind.media_type());
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
