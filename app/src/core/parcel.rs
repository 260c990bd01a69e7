//! The file by which unsent work goes from one device to another of the same person, and what it is held against.

use std::collections::BTreeMap;

use gridloop_shared::command::Act;
use gridloop_shared::json::from_json;
use gridloop_shared::model::{
    CaseId, PersonId, Photo, PhotoHash, PhotoKind, Principal, SubdistrictId, Timestamp,
};
use serde::{Deserialize, Serialize};

use super::base64::from_base64;
use crate::outbox::Brought;
use crate::records::SetAside;

/// The layout of the file.
pub(super) const FORMAT: u16 = 1;
/// The most bytes of a file: some 250 photos. A phone has to hold it in memory more than once.
pub const MOST_BYTES: u32 = 96 * 1024 * 1024;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Parcel {
    /// Its layout.
    pub format: u16,
    /// Whose work.
    pub person: PersonId,
    /// Where.
    pub subdistrict: SubdistrictId,
    /// When it was written, by the clock of the device that did.
    pub exported_at: Timestamp,
    /// What was to be sent, in order.
    pub unsent: Vec<Act>,
    /// What was not taken.
    pub not_accepted: Vec<SetAside>,
    /// What was photographed and is not on the server.
    pub photos: Vec<Picture>,
    /// Records that the device could not read, as they are.
    #[serde(default)]
    pub unreadable: Vec<String>,
}

/// A photo in the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Picture {
    /// Its name.
    pub hash: PhotoHash,
    /// The act whose record names it; none while only a form does.
    #[serde(default)]
    pub act: Option<Act>,
    /// Its bytes (RFC 4648).
    pub base64: String,
}

/// Why a file is not taken in. Nothing of it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParcelProblem {
    /// More than [`MOST_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// No file of ours, or not all of it.
    #[error("not an exported file, or not all of it")]
    NotOurs,
    /// A newer version of the app wrote it.
    #[error("written by a newer version of the app")]
    Newer,
    /// Somebody else's work.
    #[error("another person's work")]
    OtherPerson,
    /// Work for another subdistrict.
    #[error("another subdistrict's work")]
    OtherSubdistrict,
    /// The bytes of a photo are not those that its name says.
    #[error("a photo in it is damaged")]
    DamagedPhoto,
}

#[derive(Deserialize)]
struct Layout {
    format: u16,
}

/// The work in a file, by case, in order.
///
/// # Errors
/// Why nothing of it is taken.
pub fn unpack(
    text: &[u8],
    principal: &Principal,
) -> Result<BTreeMap<CaseId, Brought>, ParcelProblem> {
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > u64::from(MOST_BYTES) {
        return Err(ParcelProblem::TooLarge);
    }
    let parcel: Parcel = from_json(text).map_err(|_| match from_json::<Layout>(text) {
        Ok(layout) if layout.format > FORMAT => ParcelProblem::Newer,
        _ => ParcelProblem::NotOurs,
    })?;
    if parcel.format != FORMAT {
        return Err(ParcelProblem::Newer);
    }
    if parcel.subdistrict != principal.subdistrict {
        return Err(ParcelProblem::OtherSubdistrict);
    }
    if parcel.person != principal.person {
        return Err(ParcelProblem::OtherPerson);
    }
    let mut cases: BTreeMap<CaseId, Brought> = BTreeMap::new();
    for picture in parcel.photos {
        let bytes = from_base64(&picture.base64).filter(|bytes| is_photo(bytes, &picture.hash));
        let bytes = bytes.ok_or(ParcelProblem::DamagedPhoto)?;
        // What only a form named stays in the file.
        if let Some(act) = picture.act {
            let photo = (act, picture.hash, bytes);
            cases.entry(photo.0.case).or_default().photos.push(photo);
        }
    }
    for act in parcel.unsent {
        cases.entry(act.case).or_default().acts.push(act);
    }
    for aside in parcel.not_accepted {
        cases.entry(aside.act.case).or_default().aside.push(aside);
    }
    Ok(cases)
}

fn is_photo(bytes: &[u8], hash: &PhotoHash) -> bool {
    let small = u64::try_from(bytes.len()).is_ok_and(|size| size <= Photo::MOST_BYTES);
    small && PhotoKind::sniff(bytes).is_some() && PhotoHash::of(bytes) == *hash
}
