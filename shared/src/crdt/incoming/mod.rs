//! A change from outside, before anybody believes it: what it is, what it would write, and whether it fits.
//!
//! Automerge is made for friendly peers. What is checked here is what it does not defend against: what the bytes claim, before they are
//! decoded (`chunk`, `columns`); that the author stands exactly on the first change of an actor; sequence, counters and
//! dependencies; and that the operations are exactly those by which one act of ours writes (`reading`).

mod chunk;
mod columns;
mod leb128;
mod reading;

use std::collections::BTreeSet;

use automerge::Change;

pub use chunk::MOST_DEPENDENCIES;
use reading::Reading;

use super::{Actor, CaseDocument, ChangeHash};
use crate::command::Writes;
use crate::model::{CaseId, CommandId, PersonId, SubdistrictId};

/// The most bytes of one change. The longest description in four-byte characters with nine photos is a third of it.
pub const MOST_CHANGE_BYTES: usize = 64 * 1024;

/// So often what a device wrote before it began anew may have been taken without its knowing.
const MOST_TAKEN_SINCE: usize = 4;

/// The place of the chunk's checksum, the first four bytes of its hash. The decoder does not hold it against the bytes.
const CHECKSUM: std::ops::Range<usize> = 4..8;

/// Why bytes are no change of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More than [`MOST_CHANGE_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Not an uncompressed change chunk with a right checksum.
    #[error("not a change")]
    NotAChange,
    /// More of something than any act needs.
    #[error("too many {0}")]
    TooMany(&'static str),
    /// A column of the operations is not as long as the others, or refers to what is not there.
    #[error("the column {0} does not fit")]
    Column(&'static str),
    /// Not written as Automerge's encoder writes it.
    #[error("not as the encoder writes it")]
    Spelling,
    /// A counter or sequence number that cannot be.
    #[error("a counter that cannot be")]
    Counter,
    /// The message is no act's id.
    #[error("no act's id")]
    Message,
    /// The actor is no device of ours.
    #[error("no device's actor")]
    Actor,
    /// The author is missing on an actor's first change, or given on a later one.
    #[error("author missing or out of place")]
    Author,
    /// Something is written that no act writes.
    #[error("writes what no act writes: {0}")]
    Operation(&'static str),
}

/// Why a change does not fit the document as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It depends on changes that are not there.
    #[error("depends on what is not there")]
    Missing(Vec<ChangeHash>),
    /// Its place in the actor's sequence is taken or skips one, or it does not follow all that its device wrote before.
    #[error("out of its actor's sequence")]
    Sequence,
    /// Its operation counter does not follow its dependencies.
    #[error("counter does not follow")]
    Counter,
}

/// A decoded change: its checksum holds, its device, act and author are known. Nothing else is.
#[derive(Debug, Clone)]
pub struct IncomingChange {
    pub(super) change: Change,
    /// The device that wrote it, by its own account.
    pub actor: Actor,
    /// The act.
    pub command: CommandId,
    /// The author, on an actor's first change.
    pub author: Option<PersonId>,
}

/// What a change would write, read back from its operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// What its act wrote.
    pub writes: Writes,
    /// For a founding change: which case it founds, whose data it is, and who reports.
    pub founds: Option<(CaseId, SubdistrictId, PersonId)>,
}

impl IncomingChange {
    /// Decodes a change. The caller contains a panic: the decoder is not ours.
    ///
    /// # Errors
    /// When the bytes are no change of ours.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        chunk::check(bytes)?;
        let change = Change::from_bytes(bytes.to_vec()).map_err(|_| Malformed::NotAChange)?;
        if bytes.get(CHECKSUM) != change.hash().0.get(..CHECKSUM.len()) {
            return Err(Malformed::NotAChange);
        }
        // A saved document keeps operations and not their bytes: its reader writes every change again and holds the hash against
        // it. One that the encoder would have written differently would make a document that nobody can open any more.
        if Change::from(change.decode()).raw_bytes() != bytes {
            return Err(Malformed::Spelling);
        }
        let actor = Actor::try_from(change.actor_id()).map_err(|_| Malformed::Actor)?;
        let command = change
            .message()
            .and_then(|message| message.parse().ok())
            .ok_or(Malformed::Message)?;
        let author = match change.author() {
            None => None,
            Some(author) => Some(
                std::str::from_utf8(author.as_bytes())
                    .ok()
                    .and_then(|author| author.parse().ok())
                    .ok_or(Malformed::Author)?,
            ),
        };
        if author.is_some() != (change.seq() == 1) {
            return Err(Malformed::Author);
        }
        Ok(Self {
            change,
            actor,
            command,
            author,
        })
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ChangeHash {
        self.change.hash().into()
    }

    /// Its bytes, uncompressed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.change.raw_bytes()
    }

    /// Its place in the sequence of its actor, from 1.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.change.seq()
    }

    /// What it depends on.
    pub fn dependencies(&self) -> impl Iterator<Item = ChangeHash> {
        self.change.deps().iter().copied().map(ChangeHash::from)
    }

    /// Whether it follows what the document holds. Does not apply it.
    ///
    /// # Errors
    /// What does not fit.
    pub fn fits(&self, document: &CaseDocument) -> Result<(), Misfit> {
        self.fits_late(document)?;
        if self.forks(document) {
            return Err(Misfit::Sequence);
        }
        Ok(())
    }

    /// The same for a change that was held and is taken after all: its device has begun anew without it, and may have written on.
    ///
    /// # Errors
    /// What does not fit.
    pub fn fits_late(&self, document: &CaseDocument) -> Result<(), Misfit> {
        let doc = &document.doc;
        let mut missing = Vec::new();
        let mut greatest = 0;
        for dependency in self.change.deps() {
            match doc.get_change_meta_by_hash(dependency) {
                Some(meta) => greatest = greatest.max(meta.max_op),
                None => missing.push(ChangeHash::from(*dependency)),
            }
        }
        if !missing.is_empty() {
            return Err(Misfit::Missing(missing));
        }
        let last = doc
            .get_changes_meta(&[])
            .iter()
            .filter(|meta| meta.actor.as_ref() == self.change.actor_id())
            .map(|meta| meta.seq)
            .max()
            .unwrap_or(0);
        if self.change.seq() != last.saturating_add(1) {
            return Err(Misfit::Sequence);
        }
        if self.change.start_op().get() != greatest.saturating_add(1) {
            return Err(Misfit::Counter);
        }
        Ok(())
    }

    /// Whether the device has written something here that the change has not seen. A device does one thing after the other; if it
    /// did not, one device alone could make a document of which everybody's next change had to name thousands of ends. Only what it
    /// wrote before it began anew may have been held then and be taken since, and that not often.
    fn forks(&self, document: &CaseDocument) -> bool {
        let unseen = document.doc.get_changes_meta(self.change.deps());
        let own: BTreeSet<u16> = unseen
            .iter()
            .filter_map(|meta| Actor::try_from(meta.actor.as_ref()).ok())
            .filter(|actor| actor.device == self.actor.device)
            .map(|actor| actor.incarnation)
            .collect();
        own.len() > MOST_TAKEN_SINCE || own.last() >= Some(&self.actor.incarnation)
    }

    /// Whether the document would have more ends than a change can name: nobody could write into it any more.
    #[must_use]
    pub fn crowds(&self, document: &CaseDocument) -> bool {
        let heads = document.doc.get_heads();
        let left = heads
            .iter()
            .filter(|head| !self.change.deps().contains(head));
        // With the change's own.
        !u64::try_from(left.count()).is_ok_and(|left| left < MOST_DEPENDENCIES)
    }

    /// Reads back what the change would write into this document (an empty one for a founding change).
    ///
    /// # Errors
    /// When an operation is not one by which an act of ours writes.
    pub fn read(&self, document: &CaseDocument) -> Result<Received, Malformed> {
        let expanded = self.change.decode();
        let mut reading = Reading::new(self.command, document);
        for (op, counter) in expanded.operations.iter().zip(expanded.start_op.get()..) {
            reading.take(op, counter, self.change.actor_id())?;
        }
        let received = reading.finish(document, self.change.deps())?;
        if self.change.timestamp() == received.writes.step.at.seconds() {
            Ok(received)
        } else {
            Err(Malformed::Operation("time"))
        }
    }
}
