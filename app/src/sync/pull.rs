//! Pulling: the log down, page by page, each taken in piece by piece so that the screen stays alive. The next page is on its
//! way while one is taken in.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use futures::future::{OptionFuture, join};
use gridloop_shared::model::{ContentHash, Principal, Timestamp};
use gridloop_shared::sync::{PullReply, PullRow};

use super::Outside;
use super::engine::News;
use super::give_back::{fetch_back, give_back};
use super::packs::Unpacking;
use crate::inbox::{PageSize, Piece, TakenIn, chunks, take_in, with_room};
use crate::outbox::{Failure, Trouble};
use crate::records::{PLACE, Place, ask, found_or_new};
use crate::store::{LocalStore, StorageProblem};

/// A pull under way.
pub struct Pull<'a, S, O> {
    /// What is here.
    pub store: &'a S,
    /// The server.
    pub outside: &'a O,
    /// Who pulls.
    pub principal: Principal,
    /// What earlier pulls have found.
    pub found: &'a Found,
    /// Hears of every piece that was taken in.
    pub tell: &'a dyn Fn(News),
}

/// What a tab remembers from pull to pull, and no longer than it lives.
#[derive(Debug, Default)]
pub struct Found {
    /// Nothing was here when the naming began.
    first_ever: Cell<bool>,
    /// How much the line has carried at once.
    page: Cell<PageSize>,
    /// Rows of packs that are shown.
    pub(super) shown: RefCell<BTreeSet<ContentHash>>,
}

/// What a pull came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulled {
    /// The server's clock.
    pub now: Timestamp,
    /// Whether the server had lost something, and has it back: what waited for that can go.
    pub gave_back: bool,
}

impl<S: LocalStore, O: Outside> Pull<'_, S, O> {
    /// Pulls until there is no more, and gives back what the server has lost.
    ///
    /// # Errors
    /// Why it was not finished. What was taken in stays.
    pub async fn run(mut self) -> Result<Pulled, Failure> {
        let outcome = self.all().await;
        if outcome.is_err() {
            // Whether what comes next has been here before is not known any more.
            self.found.first_ever.set(false);
        }
        if let Err(Failure::Trouble(Trouble::NoNetwork | Trouble::Slow, _)) = outcome {
            self.found.page.set(self.found.page.get().after_cut());
        }
        outcome
    }

    async fn all(&mut self) -> Result<Pulled, Failure> {
        let now = self.pages().await?;
        let gave_back = give_back(self.store, self.outside, &self.principal, self.tell).await?;
        fetch_back(self.store, self.outside, &self.principal, self.tell).await?;
        Ok(Pulled { now, gave_back })
    }

    async fn pages(&mut self) -> Result<Timestamp, Failure> {
        let mut cursor = self.unpack().await?;
        let mut page = self.ask_server(&cursor).await?;
        loop {
            if page
                .rows
                .iter()
                .any(|row| matches!(row, PullRow::Begin { .. }))
            {
                self.look_who().await?;
            }
            let next: OptionFuture<_> = page.more.then(|| self.ask_server(&page.cursor)).into();
            let (taken, next) = join(self.take(&cursor, &page), next).await;
            if !taken? {
                // Another tab was faster. Whatever is new from there comes with the next pull.
                return Ok(page.now);
            }
            let may_unpack = page
                .rows
                .iter()
                .any(|row| matches!(row, PullRow::Packs { .. } | PullRow::Complete));
            if may_unpack && self.unpack().await? != page.cursor {
                // Moved meanwhile. Whatever is new from there comes with the next pull.
                return Ok(page.now);
            }
            let Some(next) = next else {
                return Ok(page.now);
            };
            let next = next?;
            cursor = page.cursor;
            page = next;
        }
    }

    /// Everything begins anew, perhaps because the person has other grants, or the browser another person.
    async fn look_who(&mut self) -> Result<(), Failure> {
        let current = self.outside.who().await?.principal;
        if current.person != self.principal.person || current.device != self.principal.device {
            // Their cases are not for this person's store.
            return Err(Failure::SignedOut);
        }
        if current != self.principal {
            self.principal = current.clone();
            (self.tell)(News::Principal(current));
        }
        Ok(())
    }

    /// Takes in a page that was asked for at this cursor. Answers whether the device was still there.
    async fn take(&self, cursor: &str, page: &PullReply) -> Result<bool, Failure> {
        let piece = Piece {
            asked: cursor,
            ..Piece::default()
        };
        let mut pieces = chunks(&page.rows);
        if pieces.is_empty() && page.cursor != cursor {
            // Nothing for this person, but the place is further on.
            pieces.push(&[]);
        }
        let last = pieces.len().saturating_sub(1);
        for (number, rows) in pieces.into_iter().enumerate() {
            let piece = Piece {
                rows,
                next: (number == last).then_some(page.cursor.as_str()),
                first_ever: self.found.first_ever.get(),
                ..piece
            };
            let taken = take_piece(self.store, self.outside, &self.principal, piece)
                .await
                .map_err(|_| Failure::Device)?;
            if taken.stale {
                return Ok(false);
            }
            if let Some(began_empty) = taken.began_empty {
                self.found.first_ever.set(began_empty);
                self.found.shown.borrow_mut().clear();
            }
            if rows.iter().any(|row| matches!(row, PullRow::Complete)) {
                // What the log says from here on may be of what has been named.
                self.found.first_ever.set(false);
            }
            (self.tell)(News::TakenIn(taken));
            self.outside.breathe().await;
        }
        Ok(true)
    }

    /// Fetches what is packed: on a new device its rows at once and its documents when all others have been named, so that the list
    /// stands soon; else everything, before it turns out what was not named. Answers the cursor to go on with.
    async fn unpack(&self) -> Result<String, Failure> {
        loop {
            let place = self.place().await.map_err(|_| Failure::Device)?;
            if place.packs.is_empty() {
                return Ok(place.cursor);
            }
            // What comes beside the packs is not the first of its case.
            self.found.first_ever.set(false);
            let unpacking = Unpacking {
                store: self.store,
                outside: self.outside,
                principal: &self.principal,
                place: &place,
                shown: &self.found.shown,
                tell: self.tell,
            };
            if place.fresh {
                if !unpacking.show().await? {
                    continue;
                }
                if place.naming {
                    return Ok(place.cursor);
                }
                (self.tell)(News::Listed);
            }
            unpacking.take_all().await?;
        }
    }

    async fn ask_server(&self, cursor: &str) -> Result<PullReply, Failure> {
        let began = self.outside.now();
        let page = self
            .outside
            .pull(cursor, self.found.page.get().rows())
            .await?;
        let took = self.outside.now().since(began);
        self.found.page.set(self.found.page.get().after_page(took));
        Ok(page)
    }

    async fn place(&self) -> Result<Place, StorageProblem> {
        let mut answers = self.store.read(vec![ask::<Place>(&PLACE)]).await?;
        found_or_new(&mut answers)
    }
}

/// Takes in a piece; on a full disk, once more when there is room.
pub(super) async fn take_piece<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    piece: Piece<'_>,
) -> Result<TakenIn, StorageProblem> {
    with_room(store, &principal.person, async || {
        take_in(store, principal, piece, outside.now()).await
    })
    .await
}
