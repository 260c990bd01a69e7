//! From the operations of a change back to what one act of ours writes; everything else is no act.

use std::collections::{BTreeMap, BTreeSet};

use automerge::legacy::{Key, ObjectId, Op, OpType};
use automerge::{ActorId, ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};

use super::{Malformed, Received};
use crate::command::{Founding, Writes};
use crate::crdt::CaseDocument;
use crate::crdt::layout::{
    KEY_ID, KEY_KIND, KEY_POINT, KEY_REPORTER, KEY_SCHEMA, KEY_SOURCE, KEY_STEPS, KEY_SUBDISTRICT,
    KIND_CASE, SCHEMA,
};
use crate::crdt::step_text::step_from;
use crate::json::from_word;
use crate::model::{CaseId, CommandId, FieldName, PersonId, SubdistrictId};
use crate::workflow::{Step, StepKind};

/// An operation: its counter and who did it.
type Operation = (u64, ActorId);

fn operation(id: ObjId) -> Option<Operation> {
    match id {
        ObjId::Id(counter, actor, _) => Some((counter, actor)),
        ObjId::Root => None,
    }
}

/// The values of a field that somebody sees who has seen these changes, each with the operation that wrote it.
fn values(
    document: &CaseDocument,
    field: FieldName,
    seen: &[ChangeHash],
) -> BTreeMap<Operation, String> {
    let values = document.doc.get_all_at(ROOT, field.key(), seen);
    values
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(value, id)| Some((operation(id)?, value.into_string().ok()?)))
        .collect()
}

/// The operations of one change, as far as they are read.
pub struct Reading {
    command: CommandId,
    /// Counter and actor of the `steps` map.
    steps: Option<Operation>,
    makes_steps: bool,
    founding: Vec<(String, ScalarValue)>,
    fields: Vec<(FieldName, String)>,
    /// The operations that the last field overwrites.
    overwrites: BTreeSet<Operation>,
    step: Option<Step>,
}

impl Reading {
    /// For a change of this document, as the act of its message.
    pub fn new(command: CommandId, document: &CaseDocument) -> Self {
        let steps = document.doc.get(ROOT, KEY_STEPS).ok().flatten();
        Self {
            command,
            steps: steps.and_then(|(_, id)| operation(id)),
            makes_steps: false,
            founding: Vec::new(),
            fields: Vec::new(),
            overwrites: BTreeSet::new(),
            step: None,
        }
    }

    /// Takes the next operation, which `actor` did at `counter`.
    pub fn take(&mut self, op: &Op, counter: u64, actor: &ActorId) -> Result<(), Malformed> {
        let Key::Map(key) = &op.key else {
            return Err(Malformed::Operation("list"));
        };
        if op.insert {
            return Err(Malformed::Operation("insert"));
        }
        match (&op.obj, &op.action) {
            (ObjectId::Root, OpType::Make(ObjType::Map))
                if key == KEY_STEPS && op.pred.is_empty() && !self.makes_steps =>
            {
                self.makes_steps = true;
                self.steps = Some((counter, actor.clone()));
            }
            (ObjectId::Root, OpType::Put(value)) => match (FieldName::from_key(key), value) {
                (Some(field), ScalarValue::Str(text)) => {
                    self.overwrites = op.pred.iter().map(|id| (id.0, id.1.clone())).collect();
                    self.fields.push((field, text.to_string()));
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

    /// All operations are taken. `depends` is what the change has seen.
    pub fn finish(
        mut self,
        document: &CaseDocument,
        depends: &[ChangeHash],
    ) -> Result<Received, Malformed> {
        let step = self.step.take().ok_or(Malformed::Operation("no step"))?;
        let mut names: Vec<FieldName> = self.fields.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        if depends.is_empty() {
            let founded = self.founded(&step)?;
            if names != FieldName::ALL || !self.overwrites.is_empty() {
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
        let refounds = self.makes_steps || !self.founding.is_empty();
        if refounds
            || matches!(step.kind, StepKind::Reported { .. })
            || !self.writes_what_it_says(&step.kind, document, depends)
        {
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

    /// Whether the fields are those of the step: none, or the corrected one in the place of all values that its author saw.
    fn writes_what_it_says(
        &self,
        kind: &StepKind,
        document: &CaseDocument,
        depends: &[ChangeHash],
    ) -> bool {
        let StepKind::Corrected { field, value } = kind else {
            return self.fields.is_empty();
        };
        let seen = values(document, *field, depends);
        match self.fields.as_slice() {
            // Automerge does not write what stands there alone already.
            [] => seen.len() == 1 && seen.values().all(|there| there == value),
            [(name, text)] => {
                (name, text) == (field, value) && self.overwrites.iter().eq(seen.keys())
            }
            _ => false,
        }
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
        let observation_point = match take(KEY_POINT) {
            Some(ScalarValue::Str(point)) => {
                Some(point.parse().map_err(|_| Malformed::Operation(KEY_POINT))?)
            }
            Some(_) => return Err(Malformed::Operation(KEY_POINT)),
            None => None,
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
