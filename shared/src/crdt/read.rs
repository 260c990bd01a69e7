//! From a document to the case that it holds.

use std::collections::BTreeMap;

use automerge::{ActorId, Automerge, ChangeHash, ObjId, ROOT, ReadDoc, Value};

use super::Unreadable;
use super::layout::{
    KEY_ID, KEY_KIND, KEY_POINT, KEY_REPORTER, KEY_SCHEMA, KEY_SOURCE, KEY_STEPS, KEY_SUBDISTRICT,
    KIND_CASE, SCHEMA,
};
use super::step_text::step_from;
use crate::json::from_word;
use crate::model::{Case, CommandId, Concurrent, Field, FieldName, Timestamp};
use crate::workflow::{Step, fold};

/// The case of a document.
pub(super) fn case(doc: &Automerge) -> Result<Case, Unreadable> {
    let schema = doc
        .get(ROOT, KEY_SCHEMA)?
        .and_then(|(value, _)| value.as_u64())
        .ok_or(Unreadable::Broken(KEY_SCHEMA))?;
    if schema > SCHEMA {
        return Err(Unreadable::Newer(schema));
    }
    if text(doc, KEY_KIND)? != KIND_CASE {
        return Err(Unreadable::Broken(KEY_KIND));
    }
    Ok(Case {
        id: parsed(doc, KEY_ID)?,
        subdistrict: parsed(doc, KEY_SUBDISTRICT)?,
        source: from_word(&text(doc, KEY_SOURCE)?).ok_or(Unreadable::Broken(KEY_SOURCE))?,
        reporter: parsed(doc, KEY_REPORTER)?,
        observation_point: match text(doc, KEY_POINT) {
            Ok(point) => Some(point.parse().map_err(|_| Unreadable::Broken(KEY_POINT))?),
            Err(_) => None,
        },
        category: field(doc, FieldName::Category, |value| value.parse().ok())?,
        area: field(doc, FieldName::Area, |value| value.parse().ok())?,
        address: field(doc, FieldName::Address, |value| Some(value.to_owned()))?,
        position: field(doc, FieldName::Position, |value| match value {
            "" => Some(None),
            uri => uri.parse().ok().map(Some),
        })?,
        description: field(doc, FieldName::Description, |value| Some(value.to_owned()))?,
        follow_up: fold(steps(doc)?),
    })
}

fn text(doc: &Automerge, key: &'static str) -> Result<String, Unreadable> {
    doc.get(ROOT, key)?
        .and_then(|(value, _)| value.into_string().ok())
        .ok_or(Unreadable::Broken(key))
}

fn parsed<T: std::str::FromStr>(doc: &Automerge, key: &'static str) -> Result<T, Unreadable> {
    text(doc, key)?.parse().map_err(|_| Unreadable::Broken(key))
}

/// A field with all its concurrent values. Equal values written at once are no disagreement.
fn field<T: PartialEq>(
    doc: &Automerge,
    name: FieldName,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Field<T>, Unreadable> {
    let key = name.key();
    let read = |(value, id): (Value<'_>, ObjId)| -> Result<Concurrent<T>, Unreadable> {
        let value = value
            .as_str()
            .and_then(&parse)
            .ok_or(Unreadable::Broken(key))?;
        let (by, at) = origin(doc, &id);
        Ok(Concurrent { value, by, at })
    };
    let shown = read(doc.get(ROOT, key)?.ok_or(Unreadable::Broken(key))?)?;
    let mut others: Vec<Concurrent<T>> = Vec::new();
    for each in doc.get_all(ROOT, key)? {
        let each = read(each)?;
        if each.value != shown.value && others.iter().all(|other| other.value != each.value) {
            others.push(each);
        }
    }
    Ok(Field { shown, others })
}

/// Who wrote the value of this operation, and when by their device.
fn origin(doc: &Automerge, id: &ObjId) -> (Option<crate::model::PersonId>, Timestamp) {
    let ObjId::Id(_, actor, _) = id else {
        return (None, Timestamp::default());
    };
    let by = doc
        .get_author_for_actor(actor)
        .and_then(|author| std::str::from_utf8(author.as_bytes()).ok()?.parse().ok());
    let hash: Option<ChangeHash> = doc.hash_for_opid(id);
    let seconds = hash.and_then(|hash| Some(doc.get_change_meta_by_hash(&hash)?.timestamp));
    (
        by,
        Timestamp::from_millis(seconds.unwrap_or_default().saturating_mul(1000)),
    )
}

/// The steps in causal order: by the Lamport counter of the operation that wrote each, then by actor.
fn steps(doc: &Automerge) -> Result<Vec<Step>, Unreadable> {
    let (_, steps) = doc
        .get(ROOT, KEY_STEPS)?
        .ok_or(Unreadable::Broken(KEY_STEPS))?;
    let mut ordered: BTreeMap<(u64, ActorId), Step> = BTreeMap::new();
    for key in doc.keys(&steps) {
        let id: CommandId = key.parse().map_err(|_| Unreadable::Broken(KEY_STEPS))?;
        let (value, operation) = doc.get(&steps, key)?.ok_or(Unreadable::Broken(KEY_STEPS))?;
        let text = value.as_str().ok_or(Unreadable::Broken(KEY_STEPS))?;
        let step = step_from(id, text).map_err(|_| Unreadable::Broken(KEY_STEPS))?;
        if let ObjId::Id(counter, actor, _) = operation {
            ordered.insert((counter, actor), step);
        }
    }
    Ok(ordered.into_values().collect())
}
