//! The only way to write: decide, and commit document, row, outbox and journal together.

use gridloop_shared::command::{Act, Command, Refusal, Writes, decide, decide_report};
use gridloop_shared::crdt::{CaseDocument, NewChange, Unreadable};
use gridloop_shared::model::{CommandId, Principal};
use gridloop_shared::policy::{Action, Denied};

use super::put_away;
use crate::records::{
    Counter, Incarnation, OutboxRow, REPORT_DRAFT, Record, StoredDocument, StoredPhoto, StoredRow,
    ask, found, step_draft_key,
};
use crate::store::{Answers, Durability, LocalStore, Next, Shelf, StorageProblem, Write};

const SHELVES: [Shelf; 8] = [
    Shelf::Documents,
    Shelf::Rows,
    Shelf::Outbox,
    Shelf::SetAside,
    Shelf::Incarnations,
    Shelf::Photos,
    Shelf::Drafts,
    Shelf::Meta,
];

/// What was committed.
#[derive(Debug, Clone, PartialEq)]
pub struct Performed {
    /// The row as lists show it now.
    pub row: StoredRow,
    /// The row of the outbox.
    pub queued: OutboxRow,
}

/// Why an act was not done. Nothing was saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PerformProblem {
    /// Not by this person, not now, or something is missing.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The device could not keep it.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
    /// The case is not on this phone any more, or a newer version wrote it.
    #[error("the case cannot be read here")]
    Unreadable,
}

impl From<Unreadable> for PerformProblem {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// Does an act. When this returns, it is on the disk.
///
/// Its form is forgotten in the same transaction, so that nobody reports twice because a phone died in between. So is the
/// act of the tray `instead` of which it is done.
///
/// # Errors
/// Nothing was saved, and why.
pub async fn perform<S: LocalStore>(
    store: &S,
    principal: &Principal,
    act: Act,
    instead: Option<CommandId>,
) -> Result<Performed, PerformProblem> {
    let photos = act.command.photos();
    let mut queries = vec![
        ask::<StoredDocument>(&act.case),
        ask::<Incarnation>(&act.case),
        ask::<Counter>(&Counter::KEY),
    ];
    queries.extend(photos.iter().map(|photo| ask::<StoredPhoto>(&photo.hash)));
    if instead.is_some() {
        queries.extend(put_away::asked());
    }
    store
        .transact(&SHELVES, Durability::Strict, queries, |mut answers| {
            let (committed, performed) = commit(principal, &act, photos.len(), &mut answers)?;
            let mut writes = match instead {
                Some(gone) => put_away::writes(gone, Some(&act), &mut answers)?,
                None => Vec::new(),
            };
            // After them: of its photos this act has the last word.
            writes.extend(committed);
            Ok(Next::Write(writes, performed))
        })
        .await
}

fn commit(
    principal: &Principal,
    act: &Act,
    photos: usize,
    answers: &mut Answers,
) -> Result<(Vec<Write>, Performed), PerformProblem> {
    let stored: Option<StoredDocument> = found(answers)?;
    let incarnation: Option<Incarnation> = found(answers)?;
    let mut counter: Counter = found(answers)?.unwrap_or_default();
    let photos = (0..photos)
        .map(|_| found::<StoredPhoto>(answers))
        .collect::<Result<Vec<_>, _>>()?;

    let (mut document, mut stored) = opened(act, stored)?;
    let incarnation = incarnation.map_or(0, |kept| kept.incarnation);
    let (writes, change) = write(principal, incarnation, act, &mut document)?;
    stored.snapshot = document.save();
    let performed = Performed {
        row: StoredRow::of(&stored, &document.case()?),
        queued: OutboxRow::new(counter.next(), act.clone(), change),
    };
    let mut puts = vec![
        stored.put()?,
        performed.row.put()?,
        performed.queued.put()?,
        counter.put()?,
        forgotten_form(act, &writes.step.kind),
    ];
    for mut photo in photos.into_iter().flatten() {
        photo.act = Some(act.clone());
        // It may have been sent long ago, for a record that never came: the server is asked whether it still has it.
        (photo.uploaded, photo.sent) = (false, 0);
        puts.push(photo.put()?);
    }
    Ok((puts, performed))
}

/// Decides an act and writes it into the document.
pub(super) fn write(
    principal: &Principal,
    incarnation: u16,
    act: &Act,
    document: &mut CaseDocument,
) -> Result<(Writes, NewChange), PerformProblem> {
    let writes = match &act.command {
        Command::Report(report) => decide_report(principal, act, report)?,
        _ => decide(principal, &document.case()?, act)?,
    };
    let change = document.write(principal, incarnation, act.case, &writes)?;
    Ok((writes, change))
}

/// The document to write into: a new one for a report, and only for a report.
fn opened(
    act: &Act,
    stored: Option<StoredDocument>,
) -> Result<(CaseDocument, StoredDocument), PerformProblem> {
    match (&act.command, stored) {
        (Command::Report(_), None) => Ok((CaseDocument::default(), StoredDocument::new(act.case))),
        (Command::Report(_), Some(_)) => Err(Refusal::Denied(Denied::NotYours).into()),
        (_, Some(stored)) => Ok((CaseDocument::load(&stored.snapshot)?, stored)),
        (_, None) => Err(PerformProblem::Unreadable),
    }
}

fn forgotten_form(act: &Act, step: &gridloop_shared::workflow::StepKind) -> Write {
    let follows = matches!(&act.command, Command::Report(report) if report.follows.is_some());
    let key = match Action::of(step) {
        // What remains of a case is reported from the form of its check, which is still to be done. The form of a report is another's.
        Some(Action::Report) if follows => step_draft_key(act.case, Action::Report),
        None | Some(Action::Report) => REPORT_DRAFT.to_owned(),
        Some(action) => step_draft_key(act.case, action),
    };
    Write::Drop(Shelf::Drafts, key)
}
