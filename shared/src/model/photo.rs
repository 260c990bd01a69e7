//! What a record says of a photo. The bytes live apart, under their hash.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// The name of a photo everywhere.
pub type PhotoHash = super::ContentHash;

/// Image formats that are taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoKind {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
}

impl PhotoKind {
    /// The format that the first bytes of a file tell, whatever its name says.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            _ => None,
        }
    }

    /// The media type (IANA).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// A photo as a step refers to it. Place and time stand here, apart from the picture, which carries neither.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    /// The name of the bytes.
    pub hash: PhotoHash,
    /// Size of the bytes.
    pub size: u64,
    /// Format of the bytes.
    pub kind: PhotoKind,
    /// Device time at which it was taken or chosen.
    pub taken_at: Timestamp,
    /// Where the phone was, if it knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<super::Position>,
}

impl Photo {
    /// The most bytes that a photo may have: what a phone has shrunk to 1600 px is a tenth of it.
    pub const MOST_BYTES: u64 = 5 * 1024 * 1024;
    /// The most photos that one step may name.
    pub const MOST_PER_STEP: usize = 9;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_sha_256_of_fips_180() {
        let hash = PhotoHash::of(b"abc");
        assert_eq!(
            hash.as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(hash.to_string().parse(), Ok(hash.clone()));
        assert!(hash.as_str().to_uppercase().parse::<PhotoHash>().is_err());
    }

    #[test]
    fn a_format_is_told_by_the_bytes() {
        assert_eq!(
            PhotoKind::sniff(&[0xFF, 0xD8, 0xFF, 0xE0]),
            Some(PhotoKind::Jpeg)
        );
        assert_eq!(
            PhotoKind::sniff(b"RIFF\0\0\0\0WEBPVP8 "),
            Some(PhotoKind::Webp)
        );
        assert_eq!(PhotoKind::sniff(b"<html>"), None);
    }
}
