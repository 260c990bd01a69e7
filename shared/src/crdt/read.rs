//! From a document to the case that it holds.

use std::collections::{BTreeMap, HashMap};

use automerge::iter::MapRangeItem;
use automerge::{
    ActorId, Automerge, ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValueRef, ValueRef,
};

use super::Unreadable;
use super::layout::{
    KEY_ID, KEY_KIND, KEY_POINT, KEY_REPORTER, KEY_SCHEMA, KEY_SOURCE, KEY_STEPS, KEY_SUBDISTRICT,
    KIND_CASE, SCHEMA,
};
use super::step_text::step_from;
use crate::json::from_word;
use crate::model::{Case, CommandId, Concurrent, Field, FieldName, PersonId, Timestamp};
use crate::workflow::{Step, fold};

/// The case of a document.
pub(super) fn case(doc: &Automerge) -> Result<Case, Unreadable> {
    let mut root = Root::of(doc);
    let schema = root
        .value(KEY_SCHEMA)
        .and_then(|item| item.value.clone().into_value().as_u64())
        .ok_or(Unreadable::Broken(KEY_SCHEMA))?;
    if schema > SCHEMA {
        return Err(Unreadable::Newer(schema));
    }
    if root.text(KEY_KIND)? != KIND_CASE {
        return Err(Unreadable::Broken(KEY_KIND));
    }
    Ok(Case {
        id: root.parsed(KEY_ID)?,
        subdistrict: root.parsed(KEY_SUBDISTRICT)?,
        source: from_word(root.text(KEY_SOURCE)?).ok_or(Unreadable::Broken(KEY_SOURCE))?,
        reporter: root.parsed(KEY_REPORTER)?,
        observation_point: match root.text(KEY_POINT) {
            Ok(_) => Some(root.parsed(KEY_POINT)?),
            Err(_) => None,
        },
        category: root.field(FieldName::Category, |value| value.parse().ok())?,
        area: root.field(FieldName::Area, |value| value.parse().ok())?,
        address: root.field(FieldName::Address, |value| Some(value.to_owned()))?,
        position: root.field(FieldName::Position, |value| match value {
            "" => Some(None),
            uri => uri.parse().ok().map(Some),
        })?,
        description: root.field(FieldName::Description, |value| Some(value.to_owned()))?,
        follow_up: fold(root.steps()?),
    })
}

/// The root map of a document, gone through once: to look up every key by itself takes three times as long.
struct Root<'a> {
    doc: &'a Automerge,
    items: Vec<MapRangeItem<'a>>,
    /// When the changes were made that have been asked for, by their devices. Most fields come from one.
    times: HashMap<ChangeHash, Timestamp>,
}

impl<'a> Root<'a> {
    fn of(doc: &'a Automerge) -> Self {
        Self {
            doc,
            items: doc.map_range(ROOT, ..).collect(),
            times: HashMap::new(),
        }
    }

    fn value(&self, key: &str) -> Option<&MapRangeItem<'a>> {
        self.items.iter().find(|item| item.key == key)
    }

    fn text(&self, key: &'static str) -> Result<&str, Unreadable> {
        self.value(key)
            .and_then(|item| as_text(&item.value))
            .ok_or(Unreadable::Broken(key))
    }

    fn parsed<T: std::str::FromStr>(&self, key: &'static str) -> Result<T, Unreadable> {
        self.text(key)?.parse().map_err(|_| Unreadable::Broken(key))
    }

    /// A field with all its concurrent values. Equal values written at once are no disagreement.
    fn field<T: PartialEq>(
        &mut self,
        name: FieldName,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Field<T>, Unreadable> {
        let key = name.key();
        let broken = Unreadable::Broken(key);
        let item = self.value(key).ok_or(broken.clone())?;
        let (conflict, id) = (item.conflict, item.id());
        let value = as_text(&item.value)
            .and_then(&parse)
            .ok_or(broken.clone())?;
        let (by, at) = self.origin(&id);
        let shown = Concurrent { value, by, at };
        let mut others: Vec<Concurrent<T>> = Vec::new();
        let all = match conflict {
            true => self.doc.get_all(ROOT, key)?,
            false => Vec::new(),
        };
        for (value, id) in all {
            let value = value.as_str().and_then(&parse).ok_or(broken.clone())?;
            if value != shown.value && others.iter().all(|other| other.value != value) {
                let (by, at) = self.origin(&id);
                others.push(Concurrent { value, by, at });
            }
        }
        Ok(Field { shown, others })
    }

    /// Who wrote the value of this operation, and when by their device.
    fn origin(&mut self, id: &ObjId) -> (Option<PersonId>, Timestamp) {
        let ObjId::Id(_, actor, _) = id else {
            return (None, Timestamp::default());
        };
        let doc = self.doc;
        let by = doc
            .get_author_for_actor(actor)
            .and_then(|author| std::str::from_utf8(author.as_bytes()).ok()?.parse().ok());
        let at = doc.hash_for_opid(id).map(|hash| {
            *self.times.entry(hash).or_insert_with(|| {
                let seconds = doc
                    .get_change_meta_by_hash(&hash)
                    .map(|meta| meta.timestamp);
                Timestamp::from_millis(seconds.unwrap_or_default().saturating_mul(1000))
            })
        });
        (by, at.unwrap_or_default())
    }

    /// The steps in causal order: by the Lamport counter of the operation that wrote each, then by actor.
    fn steps(&self) -> Result<Vec<Step>, Unreadable> {
        let broken = || Unreadable::Broken(KEY_STEPS);
        let is_map = |item: &&MapRangeItem<'_>| item.value == ValueRef::Object(ObjType::Map);
        let steps = self
            .value(KEY_STEPS)
            .filter(is_map)
            .ok_or_else(broken)?
            .id();
        let mut ordered: BTreeMap<(u64, ActorId), Step> = BTreeMap::new();
        for item in self.doc.map_range(&steps, ..) {
            let id: CommandId = item.key.parse().map_err(|_| broken())?;
            let text = as_text(&item.value).ok_or_else(broken)?;
            let step = step_from(id, text).map_err(|_| broken())?;
            if let ObjId::Id(counter, actor, _) = item.id() {
                ordered.insert((counter, actor), step);
            }
        }
        Ok(ordered.into_values().collect())
    }
}

fn as_text<'a>(value: &'a ValueRef<'_>) -> Option<&'a str> {
    match value {
        ValueRef::Scalar(ScalarValueRef::Str(text)) => Some(text),
        _ => None,
    }
}
