//! A change from outside, before anybody believes it: what it is, what it would write, and whether it fits.
//!
//! Automerge is made for friendly peers. What is checked here is what it does not defend against: chunk type and size
//! before decoding; that the author stands exactly on the first change of an actor; sequence, counters and dependencies; and that the operations are exactly those by which one act of ours writes.

use automerge::legacy::{Key, ObjectId, Op, OpType};
use automerge::{Change, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};

use super::layout::{
    KEY_ID, KEY_KIND, KEY_POINT, KEY_REPORTER, KEY_SCHEMA, KEY_SOURCE, KEY_STEPS, KEY_SUBDISTRICT,
    KIND_CASE, SCHEMA,
};
use super::step_text::step_from;
use super::{Actor, CaseDocument, ChangeHash};
use crate::command::{Founding, Writes};
use crate::json::from_word;
use crate::model::{CaseId, CommandId, FieldName, PersonId, SubdistrictId};
use crate::workflow::{Step, StepKind};

/// The most bytes of one change. The longest description in four-byte characters with nine photos is a third of it.
pub const MOST_CHANGE_BYTES: usize = 64 * 1024;

/// What a chunk of Automerge's format begins with (magic bytes, then checksum, then type).
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// The place of the chunk's checksum, the first four bytes of its hash. The decoder does not hold it against the bytes.
const CHECKSUM: std::ops::Range<usize> = 4..8;
/// The place of the chunk's type.
const TYPE_AT: usize = 8;
/// An uncompressed change. Compressed ones are not taken: they inflate without limit.
const TYPE_CHANGE: u8 = 1;

/// Why bytes are no change of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More than [`MOST_CHANGE_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Not an uncompressed change chunk with a right checksum.
    #[error("not a change")]
    NotAChange,
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
    /// Its place in the actor's sequence is taken or skips one.
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
        if bytes.len() > MOST_CHANGE_BYTES {
            return Err(Malformed::TooLarge);
        }
        if !bytes.starts_with(&MAGIC) || bytes.get(TYPE_AT) != Some(&TYPE_CHANGE) {
            return Err(Malformed::NotAChange);
        }
        let change = Change::from_bytes(bytes.to_vec()).map_err(|_| Malformed::NotAChange)?;
        if bytes.get(CHECKSUM) != change.hash().0.get(..CHECKSUM.len()) {
            return Err(Malformed::NotAChange);
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

    /// Reads back what the change would write into this document (an empty one for a founding change).
    ///
    /// # Errors
    /// When an operation is not one by which an act of ours writes.
    pub fn read(&self, document: &CaseDocument) -> Result<Received, Malformed> {
        let expanded = self.change.decode();
        let mut reading = Reading::new(self.command, document.steps_map());
        for (op, counter) in expanded.operations.iter().zip(expanded.start_op.get()..) {
            reading.take(op, counter, self)?;
        }
        reading.finish(self.change.deps().is_empty())
    }
}

impl CaseDocument {
    fn steps_map(&self) -> Option<ObjId> {
        Some(self.doc.get(ROOT, KEY_STEPS).ok()??.1)
    }
}

/// The operations of one change, as far as they are read.
struct Reading {
    command: CommandId,
    /// Counter and actor of the `steps` map.
    steps: Option<(u64, automerge::ActorId)>,
    makes_steps: bool,
    founding: Vec<(String, ScalarValue)>,
    fields: Vec<(FieldName, String)>,
    step: Option<Step>,
}

impl Reading {
    fn new(command: CommandId, steps: Option<ObjId>) -> Self {
        let steps = match steps {
            Some(ObjId::Id(counter, actor, _)) => Some((counter, actor)),
            _ => None,
        };
        Self {
            command,
            steps,
            makes_steps: false,
            founding: Vec::new(),
            fields: Vec::new(),
            step: None,
        }
    }

    fn take(&mut self, op: &Op, counter: u64, change: &IncomingChange) -> Result<(), Malformed> {
        let Key::Map(key) = &op.key else {
            return Err(Malformed::Operation("list"));
        };
        if op.insert {
            return Err(Malformed::Operation("insert"));
        }
        match (&op.obj, &op.action) {
            (ObjectId::Root, OpType::Make(ObjType::Map))
                if key == KEY_STEPS && op.pred.is_empty() =>
            {
                self.makes_steps = true;
                self.steps = Some((counter, change.change.actor_id().clone()));
            }
            (ObjectId::Root, OpType::Put(value)) => match (FieldName::from_key(key), value) {
                (Some(field), ScalarValue::Str(text)) => {
                    self.fields.push((field, text.to_string()))
                }
                (Some(_), _) => return Err(Malformed::Operation("field")),
                (None, value) if op.pred.is_empty() => {
                    self.founding.push((key.to_string(), value.clone()));
                }
                (None, _) => return Err(Malformed::Operation("written once")),
            },
            (ObjectId::Id(id), OpType::Put(ScalarValue::Str(text))) if op.pred.is_empty() => {
                let is_steps = self
                    .steps
                    .as_ref()
                    .is_some_and(|(counter, actor)| id.0 == *counter && &id.1 == actor);
                let names_the_act = key.parse::<CommandId>() == Ok(self.command);
                if !is_steps || !names_the_act || self.step.is_some() {
                    return Err(Malformed::Operation("step"));
                }
                let step =
                    step_from(self.command, text).map_err(|_| Malformed::Operation("step"))?;
                self.step = Some(step);
            }
            _ => return Err(Malformed::Operation("kind")),
        }
        Ok(())
    }

    fn finish(mut self, founds: bool) -> Result<Received, Malformed> {
        let step = self.step.take().ok_or(Malformed::Operation("no step"))?;
        let mut names: Vec<FieldName> = self.fields.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        if founds {
            let founded = self.founded(&step)?;
            if names != FieldName::ALL {
                return Err(Malformed::Operation("fields"));
            }
            return Ok(Received {
                writes: Writes {
                    founding: Some(founded.0),
                    fields: self.fields,
                    step,
                },
                founds: Some(founded.1),
            });
        }
        let expected = match &step.kind {
            StepKind::Corrected { field, value } => vec![(*field, value.clone())],
            _ => Vec::new(),
        };
        let refounds = self.makes_steps || !self.founding.is_empty();
        if refounds || self.fields != expected || matches!(step.kind, StepKind::Reported { .. }) {
            return Err(Malformed::Operation("fields"));
        }
        Ok(Received {
            writes: Writes {
                founding: None,
                fields: self.fields,
                step,
            },
            founds: None,
        })
    }

    /// What the founding keys say; each exactly once, none beside them.
    #[allow(clippy::type_complexity)]
    fn founded(
        &mut self,
        step: &Step,
    ) -> Result<(Founding, (CaseId, SubdistrictId, PersonId)), Malformed> {
        if !self.makes_steps || !matches!(step.kind, StepKind::Reported { .. }) {
            return Err(Malformed::Operation("founding"));
        }
        let mut take = |key: &'static str| {
            let at = self.founding.iter().position(|(name, _)| name == key);
            at.map(|at| self.founding.swap_remove(at).1)
        };
        let mut text = |key: &'static str| match take(key) {
            Some(ScalarValue::Str(text)) => Ok(text.to_string()),
            _ => Err(Malformed::Operation(key)),
        };
        let id = text(KEY_ID)?
            .parse()
            .map_err(|_| Malformed::Operation(KEY_ID))?;
        let subdistrict = text(KEY_SUBDISTRICT)?
            .parse()
            .map_err(|_| Malformed::Operation(KEY_SUBDISTRICT))?;
        let reporter = text(KEY_REPORTER)?
            .parse()
            .map_err(|_| Malformed::Operation(KEY_REPORTER))?;
        let source = from_word(&text(KEY_SOURCE)?).ok_or(Malformed::Operation(KEY_SOURCE))?;
        if text(KEY_KIND)? != KIND_CASE {
            return Err(Malformed::Operation(KEY_KIND));
        }
        let observation_point = match text(KEY_POINT) {
            Ok(point) => Some(point.parse().map_err(|_| Malformed::Operation(KEY_POINT))?),
            Err(_) => None,
        };
        if take(KEY_SCHEMA) != Some(ScalarValue::Uint(SCHEMA)) || !self.founding.is_empty() {
            return Err(Malformed::Operation("founding"));
        }
        Ok((
            Founding {
                source,
                observation_point,
            },
            (id, subdistrict, reporter),
        ))
    }
}
