//! Unsent work of one case that comes from another device of the same person: done again as this one, once.
//!
//! An act keeps its id, and a step is written once: whichever device sends it first, the other's is told apart by the id and
//! goes without a word (see [`crate::inbox`] and `rebase`).

use std::collections::BTreeSet;

use gridloop_shared::command::{Act, Command};
use gridloop_shared::crdt::{CaseDocument, NewChange};
use gridloop_shared::model::{CaseId, CommandId, PhotoHash, PhotoKind, Principal, Timestamp};

use super::Changed;
use super::perform::{PerformProblem, write};
use crate::records::{
    Counter, Fallen, Incarnation, OutboxRow, Record, SetAside, StoredDocument, StoredPhoto,
    StoredRow, Why, ask, ask_all, found, found_all,
};
use crate::store::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

const SHELVES: [Shelf; 8] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Incarnations,
    Shelf::Photos,
    Shelf::Pixels,
    Shelf::Meta,
];

/// What comes, of one case.
#[derive(Debug, Default, PartialEq)]
pub struct Brought {
    /// Acts that were to be sent, in order.
    pub acts: Vec<Act>,
    /// Acts of the tray.
    pub aside: Vec<SetAside>,
    /// Photos that were to be sent, each with the act whose record names it.
    pub photos: Vec<(Act, PhotoHash, Vec<u8>)>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BroughtIn {
    /// Done again, and to be sent from here.
    pub done: usize,
    /// Here already, or on the server.
    pub known: usize,
    /// In the tray.
    pub aside: usize,
    /// Photos that came along.
    pub photos: usize,
}

impl BroughtIn {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            known: self.known.saturating_add(other.known),
            aside: self.aside.saturating_add(other.aside),
            photos: self.photos.saturating_add(other.photos),
        }
    }
}

/// Brings in one case, in one transaction.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn bring_in<S: LocalStore>(
    store: &S,
    principal: &Principal,
    case: CaseId,
    brought: &Brought,
    now: Timestamp,
) -> Result<(BroughtIn, Changed), StorageProblem> {
    let mut queries = vec![
        ask::<StoredDocument>(&case),
        ask::<Incarnation>(&case),
        ask::<Counter>(&Counter::KEY),
        ask_all::<OutboxRow>(),
        Query::Keys(SetAside::SHELF),
    ];
    queries.extend(
        brought
            .photos
            .iter()
            .map(|(_, hash, _)| ask::<StoredPhoto>(hash)),
    );
    store
        .transact(&SHELVES, Durability::Strict, queries, |mut answers| {
            let mut bringing = Bringing {
                principal,
                now,
                writes: Vec::new(),
                came: BroughtIn::default(),
            };
            let changed = bringing.case(brought, &mut answers)?;
            Ok(Next::Write(bringing.writes, (bringing.came, changed)))
        })
        .await
}

struct Bringing<'a> {
    principal: &'a Principal,
    now: Timestamp,
    writes: Vec<Write>,
    came: BroughtIn,
}

type Open = (CaseDocument, StoredDocument);

impl Bringing<'_> {
    fn case(
        &mut self,
        brought: &Brought,
        answers: &mut Answers,
    ) -> Result<Changed, StorageProblem> {
        let stored: Option<StoredDocument> = found(answers)?;
        let incarnation: Option<Incarnation> = found(answers)?;
        let mut counter: Counter = found(answers)?.unwrap_or_default();
        let outbox: Vec<OutboxRow> = found_all(answers)?;
        let mut known: BTreeSet<CommandId> = outbox.iter().map(|row| row.act.id).collect();
        known.extend(
            answers
                .keys()?
                .iter()
                .filter_map(|key| key.parse::<CommandId>().ok()),
        );
        let is_here = stored.is_some();
        let mut open = stored.and_then(|stored| {
            known.extend(stored.arrivals.iter().map(|arrival| arrival.command));
            Some((CaseDocument::load(&stored.snapshot).ok()?, stored))
        });
        if let Some(read) = open.as_ref().and_then(|(document, _)| document.case().ok()) {
            let entries = read.follow_up.entries.iter();
            known.extend(entries.map(|entry| entry.step.id));
        }
        let incarnation = incarnation.map_or(0, |kept| kept.incarnation);
        for act in &brought.acts {
            if !known.insert(act.id) {
                self.came.known = self.came.known.saturating_add(1);
                continue;
            }
            match self.again(act, &mut open, is_here, incarnation) {
                Ok(change) => {
                    let row = OutboxRow::new(counter.next(), act.clone(), change);
                    self.writes.push(row.put()?);
                    self.came.done = self.came.done.saturating_add(1);
                }
                Err(why) => self.set_aside(act, Why::Fallen(why), self.now)?,
            }
        }
        for each in &brought.aside {
            if known.insert(each.act.id) {
                self.set_aside(&each.act, each.why, each.at)?;
            } else {
                self.came.known = self.came.known.saturating_add(1);
            }
        }
        for (act, hash, bytes) in &brought.photos {
            let here: Option<StoredPhoto> = found(answers)?;
            let wanted = here.is_none_or(|photo| photo.lost || photo.act.is_none());
            if wanted && known.contains(&act.id) {
                self.photo(act, hash, bytes)?;
            }
        }
        self.keep(open, counter)
    }

    /// Does an act again, on top of what is here.
    fn again(
        &self,
        act: &Act,
        open: &mut Option<Open>,
        is_here: bool,
        incarnation: u16,
    ) -> Result<NewChange, Fallen> {
        let founds = matches!(act.command, Command::Report(_));
        let mut founded = None;
        let document = match open {
            Some(_) if founds => return Err(Fallen::Invalid),
            Some((document, _)) => document,
            None if founds && !is_here => {
                let new = (CaseDocument::default(), StoredDocument::new(act.case));
                &mut founded.insert(new).0
            }
            None => return Err(Fallen::NotHere),
        };
        let written = write(self.principal, incarnation, act, document);
        let (_, change) = written.map_err(|problem| match problem {
            PerformProblem::Refused(refusal) => Fallen::from(&refusal),
            _ => Fallen::NotHere,
        })?;
        if founded.is_some() {
            *open = founded;
        }
        Ok(change)
    }

    fn keep(&mut self, open: Option<Open>, counter: Counter) -> Result<Changed, StorageProblem> {
        let mut changed = Changed::new();
        if let Some((document, mut stored)) = open
            && self.came.done > 0
            && let Ok(case) = document.case()
        {
            stored.snapshot = document.save();
            let row = StoredRow::of(&stored, &case);
            self.writes
                .extend([stored.put()?, row.put()?, counter.put()?]);
            changed.insert(stored.id, Some(row));
        }
        Ok(changed)
    }

    fn set_aside(&mut self, act: &Act, why: Why, at: Timestamp) -> Result<(), StorageProblem> {
        let act = act.clone();
        self.writes.push(SetAside::new(act, why, at).put()?);
        self.came.aside = self.came.aside.saturating_add(1);
        Ok(())
    }

    fn photo(&mut self, act: &Act, hash: &PhotoHash, bytes: &[u8]) -> Result<(), StorageProblem> {
        let photo = StoredPhoto {
            hash: hash.clone(),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            kind: PhotoKind::sniff(bytes).unwrap_or(PhotoKind::Jpeg),
            act: Some(act.clone()),
            sent: 0,
            uploaded: false,
            lost: false,
            since: self.now,
        };
        let pixels = Write::Put(Shelf::Pixels, hash.to_string(), bytes.to_vec());
        self.writes.extend([photo.put()?, pixels]);
        self.came.photos = self.came.photos.saturating_add(1);
        Ok(())
    }
}
