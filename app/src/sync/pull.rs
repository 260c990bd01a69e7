//! One pull: a page of the log down, taken in piece by piece so that the screen stays alive.

use std::cell::Cell;

use gloo_net::http::Method;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{Cursor, PullReply, PullRow};

use super::http::Call;
use super::session::who;
use crate::device::{breathe, clock};
use crate::inbox::{Piece, TakenIn, chunks, take_in};
use crate::outbox::Failure;
use crate::records::{PLACE, Place, ask, found};
use crate::store::{LocalStore, StorageProblem};

/// What a pull came to.
pub(super) struct Pulled {
    /// Whether there is more at once.
    pub more: bool,
    /// The server's clock.
    pub now: Timestamp,
    /// Who the person is by now, when everything began anew because that may have changed.
    pub principal: Option<Principal>,
}

/// Pulls one page. `tell` hears of every piece that was taken in. `first_ever` remembers from page to page that nothing was
/// here when the naming began; it does not outlive the tab.
pub(super) async fn pull<S: LocalStore>(
    store: &S,
    principal: &Principal,
    first_ever: &Cell<bool>,
    mut tell: impl FnMut(TakenIn),
) -> Result<Pulled, Failure> {
    let place = place(store).await.map_err(|_| Failure::Device)?;
    // A cursor is digits, letters, dots and hyphens: nothing to be escaped.
    let address = format!("/api/v1/sync/pull?cursor={}", place.cursor);
    let reply: PullReply = Call::new(Method::GET, &address).send().await?.message()?;
    let begins = reply.rows.iter().any(|row| matches!(row, PullRow::Begin));
    let current = if begins {
        let current = who().await?.principal;
        if current.person != principal.person || current.device != principal.device {
            // Somebody else has signed in with this browser: their cases are not for this person's store.
            return Err(Failure::SignedOut);
        }
        Some(current)
    } else {
        None
    };
    let as_whom = current.as_ref().unwrap_or(principal);
    let piece = Piece {
        asked: &place.cursor,
        restored: begins && is_of_another_log(&place.cursor, &reply.cursor),
        first_ever: first_ever.get(),
        ..Piece::default()
    };
    let pieces = chunks(&reply.rows);
    let last = pieces.len().saturating_sub(1);
    if pieces.is_empty() && reply.cursor != place.cursor {
        // Nothing for this person, but the place is further on.
        let next = Some(reply.cursor.as_str());
        take(store, as_whom, Piece { next, ..piece }).await?;
    }
    for (number, rows) in pieces.into_iter().enumerate() {
        let next = (number == last).then_some(reply.cursor.as_str());
        let taken = take(
            store,
            as_whom,
            Piece {
                rows,
                next,
                ..piece
            },
        )
        .await?;
        if taken.stale {
            // Another tab was faster. Whatever is new from there comes with the next pull.
            break;
        }
        if let Some(began_empty) = taken.began_empty {
            first_ever.set(began_empty);
        }
        tell(taken);
        breathe().await;
    }
    Ok(Pulled {
        more: reply.more,
        now: reply.now,
        principal: current.filter(|current| current != principal),
    })
}

async fn take<S: LocalStore>(
    store: &S,
    principal: &Principal,
    piece: Piece<'_>,
) -> Result<TakenIn, Failure> {
    take_in(store, principal, piece, clock::now())
        .await
        .map_err(|_| Failure::Device)
}

/// Whether a place of before means nothing any more.
fn is_of_another_log(before: &str, after: &str) -> bool {
    match (before.parse::<Cursor>(), after.parse::<Cursor>()) {
        (Ok(before), Ok(after)) => before.epoch != after.epoch,
        _ => false,
    }
}

async fn place<S: LocalStore>(store: &S) -> Result<Place, StorageProblem> {
    let mut answers = store.read(vec![ask::<Place>(&PLACE)]).await?;
    Ok(found(&mut answers)?.unwrap_or_default())
}
