//! A photo as the server takes it, of any size, without drawing one.

use gridloop_shared::model::{Photo, PhotoHash, PhotoKind, Timestamp};

/// Signature and header of a PNG of 800 × 600 (W3C PNG, third edition, 5.2 and 11.2.1).
const HEAD: &[u8; 29] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0";

/// A file of so many bytes that begins as a PNG of 800 × 600 and goes on as it likes.
pub fn picture(bytes: usize) -> Vec<u8> {
    let mut file = HEAD.to_vec();
    file.resize(bytes, 0x2a);
    file
}

/// One that no other is like, by the seed.
pub fn picture_of_its_own(bytes: usize, seed: u64) -> Vec<u8> {
    let mut file = picture(bytes);
    fastrand::Rng::with_seed(seed).fill(&mut file[HEAD.len()..]);
    file
}

/// What a record says of a photo with these bytes.
pub fn reference(hash: &PhotoHash, size: usize) -> Photo {
    Photo {
        hash: hash.clone(),
        size: u64::try_from(size).unwrap(),
        kind: PhotoKind::Png,
        taken_at: Timestamp::from_millis(1),
        position: None,
    }
}
