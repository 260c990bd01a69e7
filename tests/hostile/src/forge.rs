//! Change chunks taken apart and put together again with anything in them, the checksum right: what a tampered app can send.
//!
//! Writes Automerge's format (<https://automerge.org/automerge-binary-format-spec/>) by itself, because the library refuses to write
//! most of what has to be tried.

use sha2::{Digest, Sha256};

/// What a chunk begins with.
pub const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// The type of a whole document.
pub const DOCUMENT: u8 = 0;
/// The type of a change.
pub const CHANGE: u8 = 1;
/// The type of a deflated change.
pub const DEFLATED: u8 = 2;
/// The type of a bundle.
pub const BUNDLE: u8 = 3;

/// The columns of a change's operations, by the names that they have in the format.
pub mod column {
    /// Whose operation made the object.
    pub const OBJECT_ACTOR: u64 = 0x01;
    /// The counter of that operation.
    pub const OBJECT_COUNTER: u64 = 0x02;
    /// Whose operation made the list element.
    pub const KEY_ACTOR: u64 = 0x11;
    /// The counter of that operation.
    pub const KEY_COUNTER: u64 = 0x13;
    /// The key in a map.
    pub const KEY_TEXT: u64 = 0x15;
    /// Whether an element is inserted.
    pub const INSERT: u64 = 0x34;
    /// What is done.
    pub const ACTION: u64 = 0x42;
    /// Kind and length of the value.
    pub const VALUE_KIND: u64 = 0x56;
    /// The value.
    pub const VALUE: u64 = 0x57;
    /// How many operations are overwritten.
    pub const OVERWRITES: u64 = 0x70;
    /// Whose they are.
    pub const OVERWRITES_ACTOR: u64 = 0x71;
    /// Their counters.
    pub const OVERWRITES_COUNTER: u64 = 0x73;
    /// Whether a mark grows.
    pub const EXPAND: u64 = 0x94;
    /// The name of a mark.
    pub const MARK: u64 = 0xa5;
}

/// A change in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The changes that it depends on.
    pub dependencies: Vec<Vec<u8>>,
    /// Who writes.
    pub actor: Vec<u8>,
    /// Its place in the actor's sequence.
    pub sequence: u64,
    /// The counter of its first operation.
    pub start: u64,
    /// When, in seconds.
    pub time: i64,
    /// The act.
    pub message: Vec<u8>,
    /// The other actors that it names.
    pub others: Vec<Vec<u8>>,
    /// The columns, by name.
    pub columns: Vec<(u64, Vec<u8>)>,
    /// What stands after them.
    pub footer: Vec<u8>,
}

impl Change {
    /// Takes a chunk apart, or nothing when it is none.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.get(9..)?;
        let length = usize::try_from(read(&mut rest)?).ok()?;
        let mut rest = rest.get(..length)?;
        let rest = &mut rest;
        let dependencies = (0..read(rest)?)
            .map(|_| take(rest, 32))
            .collect::<Option<_>>()?;
        let actor = prefixed(rest)?;
        let (sequence, start) = (read(rest)?, read(rest)?);
        let time = read_signed(rest)?;
        let message = prefixed(rest)?;
        let others = (0..read(rest)?)
            .map(|_| prefixed(rest))
            .collect::<Option<_>>()?;
        let named = (0..read(rest)?)
            .map(|_| Some((read(rest)?, read(rest)?)))
            .collect::<Option<Vec<_>>>()?;
        let columns = named
            .into_iter()
            .map(|(name, length)| Some((name, take(rest, length)?)))
            .collect::<Option<_>>()?;
        Some(Self {
            dependencies,
            actor,
            sequence,
            start,
            time,
            message,
            others,
            columns,
            footer: rest.to_vec(),
        })
    }

    /// A column, made if it is not there.
    pub fn column(&mut self, name: u64) -> &mut Vec<u8> {
        let at = match self.columns.binary_search_by_key(&name, |(name, _)| *name) {
            Ok(at) => at,
            Err(at) => {
                self.columns.insert(at, (name, Vec::new()));
                at
            }
        };
        match self.columns.get_mut(at) {
            Some((_, bytes)) => bytes,
            // Inserted above.
            None => unreachable!("the column is there"),
        }
    }

    /// What stands after the header.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        let mut body = self.head();
        body.extend(number(length(&self.columns)));
        for (name, bytes) in &self.columns {
            body.extend(number(*name));
            body.extend(number(length(bytes)));
        }
        body.extend(self.columns.iter().flat_map(|(_, bytes)| bytes));
        body.extend(&self.footer);
        body
    }

    /// What stands before the columns.
    #[must_use]
    pub fn head(&self) -> Vec<u8> {
        let mut head = number(length(&self.dependencies));
        head.extend(self.dependencies.iter().flatten());
        head.extend(with_length(&self.actor));
        head.extend(number(self.sequence));
        head.extend(number(self.start));
        head.extend(signed(self.time));
        head.extend(with_length(&self.message));
        head.extend(number(length(&self.others)));
        head.extend(self.others.iter().flat_map(|other| with_length(other)));
        head
    }

    /// The chunk.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        chunk(CHANGE, &self.body())
    }
}

/// A chunk of this type around these bytes, with a right checksum.
#[must_use]
pub fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = number(length(body));
    let mut hash = Sha256::new();
    hash.update([kind]);
    hash.update(&length);
    hash.update(body);
    let hash = hash.finalize();
    [
        &MAGIC,
        hash.get(..4).unwrap_or_default(),
        &[kind],
        &length,
        body,
    ]
    .concat()
}

/// A number in LEB128.
#[must_use]
pub fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let [byte, ..] = (value & 0x7f).to_le_bytes();
        value >>= 7;
        if value == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

/// A signed number in LEB128.
#[must_use]
pub fn signed(mut value: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let [byte, ..] = (value & 0x7f).to_le_bytes();
        value >>= 7;
        let negative = byte & 0x40 != 0;
        if (value == 0 && !negative) || (value == -1 && negative) {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

/// Bytes behind their length.
#[must_use]
pub fn with_length(bytes: &[u8]) -> Vec<u8> {
    [number(length(bytes)), bytes.to_vec()].concat()
}

/// A run: so often this value.
#[must_use]
pub fn run(times: i64, value: &[u8]) -> Vec<u8> {
    [signed(times), value.to_vec()].concat()
}

/// A run without a value: so many rows.
#[must_use]
pub fn nothing(times: u64) -> Vec<u8> {
    [signed(0), number(times)].concat()
}

fn length<T>(of: &[T]) -> u64 {
    u64::try_from(of.len()).unwrap_or(u64::MAX)
}

fn take(rest: &mut &[u8], length: u64) -> Option<Vec<u8>> {
    let (taken, left) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = left;
    Some(taken.to_vec())
}

fn prefixed(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let length = read(rest)?;
    take(rest, length)
}

fn bits(rest: &mut &[u8]) -> Option<(u64, u32, u8)> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, left) = rest.split_first()?;
        *rest = left;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((value, shift, *byte));
        }
    }
    None
}

fn read(rest: &mut &[u8]) -> Option<u64> {
    bits(rest).map(|(value, _, _)| value)
}

fn read_signed(rest: &mut &[u8]) -> Option<i64> {
    let (value, shift, last) = bits(rest)?;
    let above = match last & 0x40 {
        0 => 0,
        _ => u64::MAX.checked_shl(shift + 7).unwrap_or(0),
    };
    Some((value | above).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;
    use gridloop_shared::crdt::IncomingChange;

    #[test]
    fn what_is_taken_apart_goes_together_again() {
        let scene = Scene::new();
        for bytes in [&scene.report, &scene.comment, &scene.correction] {
            let change = Change::parse(bytes).unwrap();
            assert_eq!(&change.bytes(), bytes);
            assert!(IncomingChange::decode(&change.bytes()).is_ok());
        }
        for value in [0, 1, -1, 63, 64, -64, -65, i64::MAX, i64::MIN] {
            assert_eq!(read_signed(&mut signed(value).as_slice()), Some(value));
        }
    }
}
