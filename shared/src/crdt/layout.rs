//! The keys of a case's document, and the shape of a step inside it.

use serde::{Deserialize, Serialize};

use crate::model::{CommandId, DeviceId, PersonId, Timestamp};
use crate::workflow::{Step, StepKind};

/// The version of the layout. A document of a newer one is kept and not read.
pub const SCHEMA: u64 = 1;
/// What kind of document this is.
pub(super) const KIND_CASE: &str = "case";

pub(super) const KEY_SCHEMA: &str = "schema";
pub(super) const KEY_KIND: &str = "kind";
pub(super) const KEY_ID: &str = "id";
pub(super) const KEY_SUBDISTRICT: &str = "subdistrict";
pub(super) const KEY_SOURCE: &str = "source";
pub(super) const KEY_REPORTER: &str = "reporter";
pub(super) const KEY_POINT: &str = "observation_point";
pub(super) const KEY_STEPS: &str = "steps";

/// A step without its id, which is its key.
#[derive(Serialize, Deserialize)]
struct Body {
    by: PersonId,
    device: DeviceId,
    at: Timestamp,
    #[serde(flatten)]
    kind: StepKind,
}

/// The JSON text of a step.
pub(super) fn step_text(step: &Step) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Body {
        by: step.by.clone(),
        device: step.device,
        at: step.at,
        kind: step.kind.clone(),
    })
}

/// The step of a key and a JSON text.
pub(super) fn step_from(id: CommandId, text: &str) -> Result<Step, serde_json::Error> {
    let Body {
        by,
        device,
        at,
        kind,
    } = serde_json::from_str(text)?;
    Ok(Step {
        id,
        by,
        device,
        at,
        kind,
    })
}

/// A closed set of words (a serde enum without data) as text.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The value of such a word.
pub(super) fn from_word<T: for<'de> Deserialize<'de>>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}
