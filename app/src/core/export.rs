//! Unsent work as a file: readable without the app, and with everything that was typed and photographed.

use std::fmt::Write as _;

use gridloop_shared::command::Act;
use gridloop_shared::json::to_json;
use gridloop_shared::model::{PersonId, PhotoHash, Timestamp};
use serde::Serialize;

use super::{Core, StorageProblem};
use crate::device::{clock, offer_file};
use crate::records::{SetAside, StoredPhoto};
use crate::store::{LocalStore, Query, Shelf};

/// The file.
#[derive(Serialize)]
struct Exported<'a> {
    person: &'a PersonId,
    exported_at: Timestamp,
    unsent: Vec<&'a Act>,
    not_accepted: &'a [SetAside],
    photos: Vec<Picture>,
}

/// A photo in the file.
#[derive(Serialize)]
struct Picture {
    hash: PhotoHash,
    base64: String,
}

impl Core {
    pub(super) async fn export(&self) -> Result<(), StorageProblem> {
        let open = self.open()?;
        let queue = open.read_queue().await?;
        let mut photos = Vec::new();
        for StoredPhoto { hash, .. } in queue.photos.into_iter().filter(|photo| !photo.uploaded) {
            let query = Query::One(Shelf::Pixels, hash.to_string());
            if let Some(bytes) = open.store.read(vec![query]).await?.one()? {
                let base64 = base64(&bytes);
                photos.push(Picture { hash, base64 });
            }
        }
        let exported_at = clock::now();
        let session = open.session.borrow().clone();
        let text = to_json(&Exported {
            person: &session.principal.person,
            exported_at,
            unsent: queue.outbox.iter().map(|row| &row.act).collect(),
            not_accepted: &queue.tray,
            photos,
        })
        .map_err(|error| StorageProblem::Failed(error.to_string()))?;
        let mut name = String::from("gridloop-");
        let _ = write!(
            name,
            "{}-{}.json",
            session.principal.person,
            exported_at.seconds()
        );
        if offer_file(&name, "application/json", &text) {
            Ok(())
        } else {
            Err(StorageProblem::Failed("the browser took no file".into()))
        }
    }
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |group: u32, shift: u32| {
        let at = usize::try_from(group >> shift & 63).unwrap_or(0);
        DIGITS.get(at).copied().map_or('A', char::from)
    };
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for piece in bytes.chunks(3) {
        let at = |n: usize| u32::from(piece.get(n).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        text.extend([digit(group, 18), digit(group, 12)]);
        text.push(if piece.len() > 1 {
            digit(group, 6)
        } else {
            '='
        });
        text.push(if piece.len() > 2 {
            digit(group, 0)
        } else {
            '='
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
