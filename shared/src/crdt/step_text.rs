//! A step as the JSON text that a document holds (RFC 8259).
//!
//! All kinds share one flat shape, in which a name means the same in every kind. It is spelt out here, not derived from
//! [`StepKind`], because a tagged enum compiles to five times as much.

use serde::{Deserialize, Serialize};

use crate::json::as_cbor;
use crate::model::{
    Adoption, CaseId, CommandId, DepartmentId, DeviceId, FieldName, PersonId, Photo, Rating,
    Timestamp,
};
use crate::sync::{WireError, decode};
use crate::workflow::{Step, StepKind as K};

/// What every step says. Its id is its key.
#[derive(Serialize, Deserialize)]
struct Head {
    by: PersonId,
    device: DeviceId,
    at: Timestamp,
    kind: Kind,
}

/// The word of a kind.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Reported,
    Accepted,
    Rejected,
    Dispatched,
    HandedBack,
    Started,
    Suspended,
    Resumed,
    ExtensionAsked,
    ExtensionGranted,
    ReportedBack,
    CheckPassed,
    CheckFailed,
    Closed,
    Rated,
    AnswerSeen,
    Reopened,
    Merged,
    Commented,
    Corrected,
    #[serde(other)]
    Unknown,
}

/// What the kinds say beyond that, in the order in which it is written.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<DepartmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adoption: Option<Adoption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<DepartmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<Rating>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<FieldName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photos: Option<Vec<Photo>>,
}

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    fields: Fields,
}

/// The JSON text of a step.
pub(super) fn step_text(step: &Step) -> Result<String, serde_json::Error> {
    let (kind, fields) = written(step.kind.clone());
    serde_json::to_string(&Whole {
        head: Head {
            by: step.by.clone(),
            device: step.device,
            at: step.at,
            kind,
        },
        fields,
    })
}

/// The step of a key and a JSON text.
pub(super) fn step_from(id: CommandId, text: &str) -> Result<Step, WireError> {
    let cbor = as_cbor(text.as_bytes())?;
    let head: Head = decode(&cbor)?;
    let kind = match head.kind {
        // What its names mean, only the version knows that wrote it.
        Kind::Unknown => K::Unknown,
        kind => read(kind, decode(&cbor)?)
            .ok_or_else(|| WireError::of(&"a step lacks what its kind needs"))?,
    };
    Ok(Step {
        id,
        by: head.by,
        device: head.device,
        at: head.at,
        kind,
    })
}

fn written(kind: K) -> (Kind, Fields) {
    let mut f = Fields::default();
    let kind = match kind {
        K::Reported { photos } => {
            f.photos = Some(photos);
            Kind::Reported
        }
        K::Accepted => Kind::Accepted,
        K::Rejected { reason } => {
            f.reason = Some(reason);
            Kind::Rejected
        }
        K::Dispatched { department, due } => {
            (f.department, f.due) = (Some(department), Some(due));
            Kind::Dispatched
        }
        K::HandedBack {
            department,
            reason,
            suggested,
        } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            f.suggested = suggested;
            Kind::HandedBack
        }
        K::Started { department } => {
            f.department = Some(department);
            Kind::Started
        }
        K::Suspended { department, reason } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            Kind::Suspended
        }
        K::Resumed { department } => {
            f.department = Some(department);
            Kind::Resumed
        }
        K::ExtensionAsked {
            department,
            until,
            reason,
        } => {
            (f.department, f.until) = (Some(department), Some(until));
            f.reason = Some(reason);
            Kind::ExtensionAsked
        }
        K::ExtensionGranted { due } => {
            f.due = Some(due);
            Kind::ExtensionGranted
        }
        K::ReportedBack {
            department,
            outcome,
            adoption,
            photos,
        } => {
            (f.department, f.outcome) = (Some(department), Some(outcome));
            (f.adoption, f.photos) = (adoption, Some(photos));
            Kind::ReportedBack
        }
        K::CheckPassed { note, photos } => {
            (f.note, f.photos) = (Some(note), Some(photos));
            Kind::CheckPassed
        }
        K::CheckFailed { reason, photos } => {
            (f.reason, f.photos) = (Some(reason), Some(photos));
            Kind::CheckFailed
        }
        K::Closed => Kind::Closed,
        K::Rated { rating, comment } => {
            (f.rating, f.comment) = (Some(rating), Some(comment));
            Kind::Rated
        }
        K::AnswerSeen => Kind::AnswerSeen,
        K::Reopened { reason } => {
            f.reason = Some(reason);
            Kind::Reopened
        }
        K::Merged { into } => {
            f.into = Some(into);
            Kind::Merged
        }
        K::Commented { text } => {
            f.text = Some(text);
            Kind::Commented
        }
        K::Corrected { field, value } => {
            (f.field, f.value) = (Some(field), Some(value));
            Kind::Corrected
        }
        K::Unknown => Kind::Unknown,
    };
    (kind, f)
}

/// The kind of a step, or nothing if what it needs is not there.
fn read(kind: Kind, f: Fields) -> Option<K> {
    Some(match kind {
        Kind::Reported => K::Reported { photos: f.photos? },
        Kind::Accepted => K::Accepted,
        Kind::Rejected => K::Rejected { reason: f.reason? },
        Kind::Dispatched => K::Dispatched {
            department: f.department?,
            due: f.due?,
        },
        Kind::HandedBack => K::HandedBack {
            department: f.department?,
            reason: f.reason?,
            suggested: f.suggested,
        },
        Kind::Started => K::Started {
            department: f.department?,
        },
        Kind::Suspended => K::Suspended {
            department: f.department?,
            reason: f.reason?,
        },
        Kind::Resumed => K::Resumed {
            department: f.department?,
        },
        Kind::ExtensionAsked => K::ExtensionAsked {
            department: f.department?,
            until: f.until?,
            reason: f.reason?,
        },
        Kind::ExtensionGranted => K::ExtensionGranted { due: f.due? },
        Kind::ReportedBack => K::ReportedBack {
            department: f.department?,
            outcome: f.outcome?,
            adoption: f.adoption,
            photos: f.photos?,
        },
        Kind::CheckPassed => K::CheckPassed {
            note: f.note?,
            photos: f.photos?,
        },
        Kind::CheckFailed => K::CheckFailed {
            reason: f.reason?,
            photos: f.photos?,
        },
        Kind::Closed => K::Closed,
        Kind::Rated => K::Rated {
            rating: f.rating?,
            comment: f.comment?,
        },
        Kind::AnswerSeen => K::AnswerSeen,
        Kind::Reopened => K::Reopened { reason: f.reason? },
        Kind::Merged => K::Merged { into: f.into? },
        Kind::Commented => K::Commented { text: f.text? },
        Kind::Corrected => K::Corrected {
            field: f.field?,
            value: f.value?,
        },
        Kind::Unknown => K::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<K, WireError> {
        let head = format!(
            r#"{{"by":"p","device":"00000000-0000-0000-0000-000000000001","at":1,{text}}}"#
        );
        step_from(CommandId::from_bytes([1; 16]), &head).map(|step| step.kind)
    }

    #[test]
    fn a_step_needs_what_its_kind_says() {
        let due = Timestamp::from_millis(5);
        assert_eq!(
            of(r#""kind":"extension_granted","due":5"#),
            Ok(K::ExtensionGranted { due })
        );
        assert!(of(r#""kind":"extension_granted""#).is_err());
        assert!(of(r#""kind":"extension_granted","due":"soon""#).is_err());
        assert!(of(r#""due":5"#).is_err());
    }

    #[test]
    fn a_kind_of_a_newer_version_is_unknown_whatever_it_says() {
        assert_eq!(
            of(r#""kind":"mediated","due":["other"],"by_whom":{}"#),
            Ok(K::Unknown)
        );
        assert_eq!(of(r#""kind":"closed","newer":{"a":1}"#), Ok(K::Closed));
    }
}
