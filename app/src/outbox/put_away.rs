//! An act leaves the tray: it was looked at, or something else was done in its place. Its photos are nobody's then.

use gridloop_shared::command::Act;
use gridloop_shared::model::CommandId;
use gridloop_shared::sync::Code;

use crate::records::{
    LookedAt, OutboxRow, Record, SetAside, StoredPhoto, Why, ask, ask_all, found_all, found_or_new,
};
use crate::store::{Answers, Durability, LocalStore, Next, Query, Shelf, StorageProblem, Write};

const SHELVES: [Shelf; 4] = [Shelf::Outbox, Shelf::SetAside, Shelf::Photos, Shelf::Meta];

/// Takes an act off the tray.
///
/// # Errors
/// When the device cannot; nothing has changed then.
pub async fn put_away<S: LocalStore>(store: &S, gone: CommandId) -> Result<(), StorageProblem> {
    store
        .transact(&SHELVES, Durability::Strict, asked(), |mut answers| {
            Ok(Next::Write(writes(gone, None, &mut answers)?, ()))
        })
        .await
}

pub(super) fn asked() -> Vec<Query> {
    vec![
        ask_all::<OutboxRow>(),
        ask_all::<SetAside>(),
        ask_all::<StoredPhoto>(),
        ask::<LookedAt>(&LookedAt::KEY),
    ]
}

/// What is to be written. `by` is done in its place. A photo that nothing names any more is not sent, and cleared in time.
pub(super) fn writes(
    gone: CommandId,
    by: Option<&Act>,
    answers: &mut Answers,
) -> Result<Vec<Write>, StorageProblem> {
    let outbox: Vec<OutboxRow> = found_all(answers)?;
    let tray: Vec<SetAside> = found_all(answers)?;
    let photos: Vec<StoredPhoto> = found_all(answers)?;
    let mut looked_at: LookedAt = found_or_new(answers)?;
    let mut writes = vec![Write::Drop(SetAside::SHELF, gone.to_string())];
    let held = |each: &SetAside| each.act.id == gone && matches!(each.why, Why::Held(_));
    if tray.iter().any(held) {
        // It may be taken yet, and then its photos are wanted.
        return Ok(writes);
    }
    let ruled_out = Why::Refused(Code::RuledOut);
    if tray
        .iter()
        .any(|each| each.act.id == gone && each.why == ruled_out)
    {
        looked_at.note(gone);
        writes.push(looked_at.put()?);
    }
    let others = tray.iter().filter(|each| each.act.id != gone);
    let acts: Vec<&Act> = by
        .into_iter()
        .chain(outbox.iter().map(|row| &row.act))
        .chain(others.map(|each| &each.act))
        .collect();
    for mut photo in photos {
        if photo.act.as_ref().is_none_or(|act| act.id != gone) {
            continue;
        }
        let names = |act: &&&Act| {
            let photos = act.command.photos();
            photos.iter().any(|named| named.hash == photo.hash)
        };
        photo.act = acts.iter().find(names).map(|act| Act::clone(act));
        writes.push(photo.put()?);
    }
    Ok(writes)
}
