//! One piece of a page, in one transaction. The place in the log moves with the last piece, so that a phone that dies in
//! between asks for the page again; taking in a row twice is the same as once.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::model::{CaseId, ContentHash, Principal, Timestamp};
use gridloop_shared::sync::PullRow;

use super::page::{Here, Page};
use crate::outbox::Changed;
use crate::records::{
    Counter, LookedAt, OutboxRow, PLACE, Place, SetAside, ask, ask_all, found, found_all,
    found_or_new,
};
use crate::store::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem};

const SHELVES: [Shelf; 7] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Incarnations,
    Shelf::Named,
    Shelf::Meta,
];

/// A piece of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Piece<'a> {
    /// The cursor with which the page was asked for. If the place is another by now, the page is stale.
    pub asked: &'a str,
    /// The rows.
    pub rows: &'a [PullRow],
    /// The cursor after the page, with its last piece.
    pub next: Option<&'a str>,
    /// The rows are the last ones of this pack, which need not be fetched any more.
    pub unpacked: Option<&'a ContentHash>,
    /// The rows are the answer to what was given back.
    pub given_back: bool,
    /// Of what was given back, what the server does not recognise.
    pub refused: &'a [CaseId],
    /// This device held nothing when the server began to name, a moment ago: whatever it names is new here, but for what
    /// this person has reported themselves. Saves a look for each.
    pub first_ever: bool,
}

/// What a piece left behind.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// The rows that changed.
    pub changed: Changed,
    /// Whether the directory is another.
    pub directory: bool,
    /// Whether the outbox or the tray are others: what was sent turned out to have arrived, or had to be done again.
    pub outbox: bool,
    /// The server began to name every document, and whether nothing was here then.
    pub began_empty: Option<bool>,
    /// A newer server sent what this version does not know.
    pub skipped: bool,
    /// The page was asked for from another place than where the device is now; nothing was done.
    pub stale: bool,
}

/// Takes in a piece of a page.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn take_in<S: LocalStore>(
    store: &S,
    principal: &Principal,
    piece: Piece<'_>,
    now: Timestamp,
) -> Result<TakenIn, StorageProblem> {
    let mut first = vec![
        ask::<Place>(&PLACE),
        ask::<Counter>(&Counter::KEY),
        ask_all::<OutboxRow>(),
        ask_all::<SetAside>(),
        ask::<LookedAt>(&LookedAt::KEY),
    ];
    let begins = piece
        .rows
        .iter()
        .any(|row| matches!(row, PullRow::Begin { .. }));
    let completes = piece
        .rows
        .iter()
        .any(|row| matches!(row, PullRow::Complete));
    if begins || completes {
        // Every document has its row, also one that was let go.
        first.extend([Query::Keys(Shelf::Rows), Query::Keys(Shelf::Named)]);
    }
    let mut page: Option<Page<'_>> = None;
    store
        .transact(&SHELVES, Durability::Relaxed, first, |mut answers| {
            if let Some(page) = page.take() {
                let (writes, taken) = page.finish(&piece, &mut answers)?;
                return Ok(Next::Write(writes, taken));
            }
            let mut started = start(principal, now, begins || completes, &mut answers)?;
            if started.place.cursor != piece.asked {
                let stale = TakenIn {
                    stale: true,
                    ..TakenIn::default()
                };
                return Ok(Next::Write(Vec::new(), stale));
            }
            let queries = started.want(&piece);
            page = Some(started);
            Ok::<_, StorageProblem>(Next::Ask(queries))
        })
        .await
}

fn start<'a>(
    principal: &'a Principal,
    now: Timestamp,
    keys: bool,
    answers: &mut Answers,
) -> Result<Page<'a>, StorageProblem> {
    Ok(Page {
        principal,
        now,
        place: found_or_new(answers)?,
        counter: found(answers)?.unwrap_or_default(),
        outbox: found_all(answers)?,
        set_aside: found_all(answers)?
            .into_iter()
            .map(|aside: SetAside| (aside.act.id, aside))
            .collect(),
        looked_at: found_or_new(answers)?,
        here: if keys {
            Here {
                documents: ids(answers.keys()?),
                named: ids(answers.keys()?),
            }
        } else {
            Here::default()
        },
        wanted: BTreeSet::new(),
        twins: BTreeSet::new(),
        documents: BTreeMap::new(),
        writes: Vec::new(),
        taken: TakenIn::default(),
        let_go: BTreeSet::new(),
        wanted_back: BTreeSet::new(),
    })
}

pub(super) fn ids<I: std::str::FromStr + Ord>(keys: Vec<String>) -> BTreeSet<I> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}
