//! Who may have a photo: a hash is no secret and opens nothing. Each of the three methods asks here.

use gridloop_shared::model::{PhotoHash, Principal};
use gridloop_shared::policy::{Action, permits};

use crate::error::ApiError;
use crate::ingest::authors_to_rule;
use crate::state::App;
use crate::store::{Holder, StoreError};

/// How somebody stands to a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// They see a record that names it, by somebody who has had its bytes.
    Seen,
    /// They see a record that names it, but whoever wrote that has not sent the bytes yet, or never had them.
    Promised,
    /// They see no record that names it.
    Hidden,
}

/// How somebody stands to a photo now.
///
/// # Errors
/// When the store fails.
pub async fn sight(
    app: &App,
    principal: &Principal,
    photo: &PhotoHash,
) -> Result<Sight, StoreError> {
    let references = app.store.referring(&principal.subdistrict, photo).await?;
    let mut sight = Sight::Hidden;
    for reference in references {
        if permits(principal, Action::View, &reference.facts).is_ok() {
            if reference.earned {
                return Ok(Sight::Seen);
            }
            sight = Sight::Promised;
        }
    }
    // A supervisor has to see what a held act shows: it is in no document yet.
    for person in authors_to_rule(app, principal, photo).await? {
        let author = Holder {
            person,
            ..Holder::of(principal, photo)
        };
        if app.store.holds(&author).await? {
            return Ok(Sight::Seen);
        }
        sight = Sight::Promised;
    }
    Ok(sight)
}

/// The size of a whole photo, for somebody who has sent it or may see it. To all others it is not here: they have to send it.
///
/// # Errors
/// When the store or the file system fails.
pub async fn whole_for(
    app: &App,
    principal: &Principal,
    photo: &PhotoHash,
) -> Result<Option<u64>, ApiError> {
    let holder = Holder::of(principal, photo);
    if !app.store.holds(&holder).await? && sight(app, principal, photo).await? != Sight::Seen {
        return Ok(None);
    }
    // Before looking whether it is here: see `clear_away`.
    app.store.note_holders(&[holder], app.clock.now()).await?;
    Ok(app.photos.size(photo).await?)
}
