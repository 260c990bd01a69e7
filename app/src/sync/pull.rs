//! Pulling: the log down, page by page, each taken in piece by piece so that the screen stays alive. The next page is on its
//! way while one is taken in.

use std::cell::Cell;

use futures::future::{OptionFuture, join};
use gloo_net::http::Method;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{Cursor, PullReply, PullRow};

use super::engine::News;
use super::http::Call;
use super::session::who;
use crate::device::{breathe, clock};
use crate::inbox::{PageSize, Piece, chunks, take_in};
use crate::outbox::{Failure, Trouble};
use crate::records::{PLACE, Place, ask, found};
use crate::store::{LocalStore, StorageProblem};

/// A pull under way.
pub(super) struct Pull<'a, S> {
    pub store: &'a S,
    pub principal: Principal,
    /// Nothing was here when the naming began: remembered from pull to pull, and no longer than the tab lives.
    pub first_ever: &'a Cell<bool>,
    /// How much the line has carried at once: remembered from pull to pull, too.
    pub page: &'a Cell<PageSize>,
    /// Hears of every piece that was taken in.
    pub tell: &'a dyn Fn(News),
}

impl<S: LocalStore> Pull<'_, S> {
    /// Pulls until there is no more. Answers with the server's clock.
    pub(super) async fn run(mut self) -> Result<Timestamp, Failure> {
        let outcome = self.pages().await;
        if outcome.is_err() {
            // Whether what comes next has been here before is not known any more.
            self.first_ever.set(false);
        }
        if let Err(Failure::Trouble(Trouble::NoNetwork | Trouble::Slow, _)) = outcome {
            self.page.set(self.page.get().after_cut());
        }
        outcome
    }

    async fn pages(&mut self) -> Result<Timestamp, Failure> {
        let mut cursor = self.place().await.map_err(|_| Failure::Device)?.cursor;
        let mut page = self.ask_server(&cursor).await?;
        loop {
            if page.rows.iter().any(|row| matches!(row, PullRow::Begin)) {
                self.look_who().await?;
            }
            let next: OptionFuture<_> = page.more.then(|| self.ask_server(&page.cursor)).into();
            let (taken, next) = join(self.take(&cursor, &page), next).await;
            match (taken?, next) {
                // Another tab was faster. Whatever is new from there comes with the next pull.
                (false, _) | (true, None) => return Ok(page.now),
                (true, Some(next)) => {
                    let next = next?;
                    cursor = page.cursor;
                    page = next;
                }
            }
        }
    }

    /// Everything begins anew, perhaps because the person has other grants, or the browser another person.
    async fn look_who(&mut self) -> Result<(), Failure> {
        let current = who().await?.principal;
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
        let begins = page.rows.iter().any(|row| matches!(row, PullRow::Begin));
        let piece = Piece {
            asked: cursor,
            restored: begins && is_of_another_log(cursor, &page.cursor),
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
                first_ever: self.first_ever.get(),
                ..piece
            };
            let taken = take_in(self.store, &self.principal, piece, clock::now())
                .await
                .map_err(|_| Failure::Device)?;
            if taken.stale {
                return Ok(false);
            }
            if let Some(began_empty) = taken.began_empty {
                self.first_ever.set(began_empty);
            }
            (self.tell)(News::TakenIn(taken));
            breathe().await;
        }
        Ok(true)
    }

    async fn ask_server(&self, cursor: &str) -> Result<PullReply, Failure> {
        // A cursor is digits, letters, dots and hyphens: nothing to be escaped.
        let began = clock::now();
        let most = self.page.get().rows();
        let address = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
        let answer = Call::new(Method::GET, &address).send().await?;
        let page = answer.message()?;
        let took = clock::now().since(began);
        self.page.set(self.page.get().after_page(took));
        Ok(page)
    }

    async fn place(&self) -> Result<Place, StorageProblem> {
        let mut answers = self.store.read(vec![ask::<Place>(&PLACE)]).await?;
        Ok(found(&mut answers)?.unwrap_or_default())
    }
}

/// Whether a place of before means nothing any more.
fn is_of_another_log(before: &str, after: &str) -> bool {
    match (before.parse::<Cursor>(), after.parse::<Cursor>()) {
        (Ok(before), Ok(after)) => before.epoch != after.epoch,
        _ => false,
    }
}
