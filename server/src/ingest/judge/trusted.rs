//! A change that needs no judgement any more: the server had admitted it once, or a supervisor has ruled. It must still fit.

use gridloop_shared::crdt::{CaseDocument, Misfit};
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::Code;

use super::take;
use crate::contained::contained;
use crate::ingest::Decoded;
use crate::ingest::desk::{Desk, OnDesk};
use crate::seal::SealKey;
use crate::store::Admission;

/// Takes a change of which somebody has decided before that it may be taken, if it fits.
///
/// # Errors
/// [`Code::NotFound`] when something that it depends on is not there, otherwise what is wrong with it.
pub fn trusted(
    key: &SealKey,
    decoded: &Decoded,
    at: Timestamp,
    desk: &mut Desk,
    index: usize,
) -> Result<Admission, Code> {
    let change = decoded.change.as_ref().map_err(|_| Code::Malformed)?;
    let here = desk.document(&decoded.document).map_err(|_| Code::Breaks)?;
    if here.is_some() && change.dependencies().next().is_none() {
        return Err(Code::WrongDocument);
    }
    let blank = CaseDocument::default();
    let document = here.map_or(&blank, |here| &here.document);
    change.fits_late(document).map_err(|misfit| match misfit {
        Misfit::Missing(_) => Code::NotFound,
        Misfit::Sequence | Misfit::Counter => Code::OutOfSequence,
    })?;
    let read = contained(|| {
        let received = change.read(document).ok()?;
        Some((received, OnDesk::after(here, change)?))
    });
    let (received, after) = read.flatten().ok_or(Code::Breaks)?;
    Ok(take(key, decoded, &received, after, desk, index, at))
}
