//! What a device that was revoked still does: it hands over what it has, act by act and photo by photo, and is cleared.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, PhotoHash, Timestamp};
use gridloop_shared::sync::{Code, Verdict};

use super::Sent;
use crate::records::{
    LastDelivery, OutboxRow, Record, SetAside, StoredPhoto, Why, ask_all, found_all, found_counted,
};
use crate::store::{Durability, LocalStore, Next, Shelf, StorageProblem, Write};

/// How far the handing over is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HandOver {
    /// There was no act left to send, or only such as the server will not have.
    pub acts_gone: bool,
    /// There was no photo left to send, or only such as the server will not have.
    pub photos_gone: bool,
    /// It is being cleared, or was.
    pub locks: bool,
}

impl HandOver {
    pub(super) const fn is_done(self) -> bool {
        self.acts_gone && self.photos_gone && !self.locks
    }
}

/// Makes the verdicts on a batch true: what the server has leaves the outbox. Nothing is done again without what was held, as it
/// would be elsewhere: it goes as it was written, and is decided on together. Answers the cases whose past the server does not know.
///
/// # Errors
/// When the device cannot; nothing has changed then, and sending again is safe.
pub async fn hand_over<S: LocalStore>(
    store: &S,
    sent: &[Sent],
    verdicts: &[Verdict],
    now: Timestamp,
) -> Result<BTreeMap<CaseId, Vec<ChangeHash>>, StorageProblem> {
    let shelves = [Shelf::Outbox, Shelf::SetAside];
    let queries = vec![ask_all::<OutboxRow>()];
    store
        .transact(&shelves, Durability::Strict, queries, |mut answers| {
            let rows: Vec<OutboxRow> = found_all(&mut answers)?;
            let mut writes = Vec::new();
            let mut missing = BTreeMap::new();
            for (sent, verdict) in sent.iter().zip(verdicts) {
                let is_it = |row: &&OutboxRow| row.order == sent.order && row.hash == sent.hash;
                let Some(row) = rows.iter().find(is_it) else {
                    continue;
                };
                let why = match verdict {
                    Verdict::Missing { dependencies } => {
                        missing.insert(sent.case, dependencies.clone());
                        continue;
                    }
                    Verdict::Admitted { .. }
                    | Verdict::Known { .. }
                    | Verdict::Refused {
                        code: Code::AlreadyArrived,
                    } => None,
                    Verdict::Held { code } => Some(Why::Held(*code)),
                    Verdict::Refused { code } => Some(Why::Refused(*code)),
                };
                writes.push(row.dropped());
                if let Some(why) = why {
                    writes.push(row.set_aside(why, now).put()?);
                }
            }
            Ok(Next::Write(writes, missing))
        })
        .await
}

/// Clears everything of this person in one transaction, unless there is something to hand over after all: another tab may have saved
/// it just now. `stuck` and `unfit` are what the server will not have.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn lock<S: LocalStore>(
    store: &S,
    stuck: &BTreeSet<CaseId>,
    unfit: &BTreeSet<PhotoHash>,
) -> Result<Option<LastDelivery>, StorageProblem> {
    let queries = vec![
        ask_all::<OutboxRow>(),
        ask_all::<SetAside>(),
        ask_all::<StoredPhoto>(),
    ];
    store
        .transact(&Shelf::ALL, Durability::Strict, queries, |mut answers| {
            let mut unreadable = 0;
            let outbox: Vec<OutboxRow> = found_counted(&mut answers, &mut unreadable)?;
            let tray: Vec<SetAside> = found_counted(&mut answers, &mut unreadable)?;
            let mut photos: Vec<StoredPhoto> = found_counted(&mut answers, &mut unreadable)?;
            photos.retain(StoredPhoto::is_waiting);
            let acts_wait = outbox.iter().any(|row| !stuck.contains(&row.act.case));
            if acts_wait || photos.iter().any(|photo| !unfit.contains(&photo.hash)) {
                return Ok(Next::Write(Vec::new(), None));
            }
            let count = |is: fn(&Why) -> bool| tray.iter().filter(|each| is(&each.why)).count();
            let fallen = count(|why| matches!(why, Why::Fallen(_)));
            let over = LastDelivery {
                acts: count(|why| matches!(why, Why::Held(_))),
                left: [outbox.len(), photos.len(), fallen, unreadable]
                    .iter()
                    .sum(),
            };
            let gone = Shelf::ALL.into_iter().map(Write::Clear);
            Ok(Next::Write(gone.collect(), Some(over)))
        })
        .await
}
