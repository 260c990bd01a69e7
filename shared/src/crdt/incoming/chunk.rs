//! What a change says of itself, held against bounds before the decoder sees it.
//!
//! Automerge's format (<https://automerge.org/automerge-binary-format-spec/>): a *chunk* is four magic bytes, four of a checksum, one of
//! its type, the length of the rest, and the rest. The rest of a *change chunk* is: the hashes that it depends on, its actor, the actor's
//! sequence number, the counter of its first operation, the time, a message, the other actors that its operations name, the columns of
//! the operations (`columns`), and bytes that are not interpreted, in which the author stands.
//!
//! Every number in it is the sender's. Read here once, strictly: each number in its shortest form, each list short, in order and without
//! repetition, nothing left over.

use std::ops::RangeInclusive;

use super::columns::{self, Limits};
use super::leb128::Bytes;
use super::{MOST_CHANGE_BYTES, Malformed};

/// What a chunk begins with.
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// How long its checksum is.
const CHECKSUM: u64 = 4;
/// The type of an uncompressed change. Compressed ones are not taken: they inflate without limit; nor are documents and bundles.
const CHANGE: &[u8] = &[1];
/// How long a hash is.
const HASH: u64 = 32;
/// How long an actor of ours is.
const ACTOR: usize = 18;
/// What the author stands behind.
const AUTHOR: u64 = 1;

/// The most changes that one change depends on directly. A device merges what it has seen with every act, so there are as many as
/// there are devices that wrote at once.
pub const MOST_DEPENDENCIES: u64 = 256;
/// The most other devices whose operations one change names: those of the concurrent values that it overwrites.
const MOST_ACTORS: u64 = 256;
/// How long a message is: an act's identifier as text.
const MESSAGE: RangeInclusive<u64> = 1..=36;

/// Holds the bytes of a change against all bounds.
pub fn check(bytes: &[u8]) -> Result<(), Malformed> {
    if bytes.len() > MOST_CHANGE_BYTES {
        return Err(Malformed::TooLarge);
    }
    let mut bytes = Bytes(bytes);
    let magic = bytes.take(4)?;
    bytes.take(CHECKSUM)?;
    if magic != MAGIC || bytes.take(1)? != CHANGE {
        return Err(Malformed::NotAChange);
    }
    let mut rest = Bytes(bytes.prefixed()?);
    if !bytes.is_empty() {
        return Err(Malformed::NotAChange);
    }
    let limits = head(&mut rest)?;
    columns::check(&mut rest, limits)?;
    author(rest)
}

/// Everything before the columns.
fn head(bytes: &mut Bytes<'_>) -> Result<Limits, Malformed> {
    list(bytes, "dependencies", MOST_DEPENDENCIES, |bytes| {
        bytes.take(HASH)
    })?;
    let own = actor(bytes)?;
    let sequence = bytes.unsigned()?;
    let start = bytes.unsigned()?;
    // Every change before it has an operation at least, so its counter is as high as its number.
    if sequence == 0 || sequence > start || u32::try_from(start).is_err() {
        return Err(Malformed::Counter);
    }
    bytes.signed()?;
    let message = bytes.prefixed()?;
    if !u64::try_from(message.len()).is_ok_and(|length| MESSAGE.contains(&length)) {
        return Err(Malformed::Message);
    }
    let others = list(bytes, "actors", MOST_ACTORS, |bytes| {
        actor(bytes).and_then(|other| match other == own {
            true => Err(Malformed::Actor),
            false => Ok(other),
        })
    })?;
    Ok(Limits {
        actors: others.saturating_add(1),
        start,
    })
}

fn actor<'a>(bytes: &mut Bytes<'a>) -> Result<&'a [u8], Malformed> {
    let actor = bytes.prefixed()?;
    match actor.len() {
        ACTOR => Ok(actor),
        _ => Err(Malformed::Actor),
    }
}

/// A list behind its length, ascending.
fn list<'a>(
    bytes: &mut Bytes<'a>,
    what: &'static str,
    most: u64,
    mut each: impl FnMut(&mut Bytes<'a>) -> Result<&'a [u8], Malformed>,
) -> Result<u64, Malformed> {
    let count = bytes.unsigned()?;
    if count > most {
        return Err(Malformed::TooMany(what));
    }
    let mut before: &[u8] = &[];
    for _ in 0..count {
        let next = each(bytes)?;
        if next <= before {
            return Err(Malformed::NotAChange);
        }
        before = next;
    }
    Ok(count)
}

/// What stands after the columns: an author and nothing else, or nothing.
fn author(mut bytes: Bytes<'_>) -> Result<(), Malformed> {
    if bytes.is_empty() {
        return Ok(());
    }
    let sound = bytes.unsigned()? == AUTHOR && bytes.prefixed().is_ok() && bytes.is_empty();
    sound.then_some(()).ok_or(Malformed::Author)
}
