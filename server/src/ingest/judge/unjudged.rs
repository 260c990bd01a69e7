//! A change that could not be judged when it came, because what it builds on was held. A supervisor has taken that now.

use gridloop_shared::crdt::IncomingChange;
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::Code;

use super::{No, take, weigh};
use crate::auth::Sender;
use crate::ingest::Decoded;
use crate::ingest::desk::Desk;
use crate::state::Subdistrict;
use crate::store::Admission;

/// Takes a change if nothing speaks against it by what its author may do, or could do before.
///
/// # Errors
/// [`Code::NotFound`] when something that it depends on is not there, otherwise what is wrong with it.
pub fn unjudged(
    author: &Sender,
    own: &Subdistrict,
    decoded: &Decoded,
    at: Timestamp,
    desk: &mut Desk,
    index: usize,
) -> Result<Admission, Code> {
    let mut no = Code::NotAllowed;
    let former = author.former.iter().map(|former| &former.grants);
    for grants in [&author.principal.grants].into_iter().chain(former) {
        let (principal, fits) = (author.with(grants), IncomingChange::fits_late);
        match weigh(&principal, &own.directory, decoded, desk, fits, &|_| at) {
            Ok((received, after, at)) => {
                return Ok(take(&own.key, decoded, &received, after, desk, index, at));
            }
            Err(No::Refused(Code::NotAllowed | Code::NotFound)) => {}
            Err(No::Refused(code)) => no = code,
            Err(No::Held(_) | No::Missing(_)) => no = Code::NotFound,
        }
    }
    Err(no)
}
