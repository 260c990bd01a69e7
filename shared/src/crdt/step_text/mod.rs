//! A step as the JSON text that a document holds (RFC 8259).
//!
//! All kinds share one flat shape, in which a name means the same in every kind. It is spelt out here, not derived from
//! [`StepKind`], because a tagged enum compiles to five times as much.

mod read;
mod write;

use read::read;
use serde::{Deserialize, Serialize};
use write::written;

use crate::json::as_cbor;
use crate::model::{
    Adoption, Authority, CaseId, CommandId, ContactWay, DepartmentId, DeviceId, FieldName, Fruit,
    MediationLevel, MediationOutcome, PersonId, Photo, Rating, Term, Timestamp,
};
use crate::sync::{WireError, decode};
use crate::workflow::{ClockKind, Step, StepKind as K, Urgency};

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
    Returned,
    Resubmitted,
    Contacted,
    Dispatched,
    Reassigned,
    AssistanceCalled,
    AssistanceReleased,
    Assisted,
    HandedBack,
    Started,
    Suspended,
    Resumed,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionDeclined,
    ReportedBack,
    CheckPassed,
    CheckFailed,
    PartlySolved,
    MediationOpened,
    MediationHeld,
    MediationEnded,
    PassedUp,
    TakenUp,
    Closed,
    Rated,
    AnswerSeen,
    Reopened,
    Merged,
    Answered,
    Reminded,
    Reviewed,
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
    assisting: Option<Vec<DepartmentId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<ContactWay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<MediationLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<MediationOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Authority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fruit: Option<Fruit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
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
    of: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remaining: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<CommandId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<ClockKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgency: Option<Urgency>,
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

impl Fields {
    /// Writes a term by the name that says of which kind it is.
    const fn give(&mut self, term: Term) {
        match term {
            Term::Days(days) => self.days = Some(days),
            Term::Minutes(minutes) => self.minutes = Some(minutes),
            Term::Until(due) => self.due = Some(due),
        }
    }

    /// The term, whatever name it was written by.
    fn term(&self) -> Option<Term> {
        let days = self.days.map(Term::Days);
        let minutes = self.minutes.map(Term::Minutes);
        let due = self.due.or(self.until).map(Term::Until);
        days.or(minutes).or(due)
    }
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
        let term = Term::Until(Timestamp::from_millis(5));
        assert_eq!(
            of(r#""kind":"extension_granted","due":5"#),
            Ok(K::ExtensionGranted { term })
        );
        assert!(of(r#""kind":"extension_granted""#).is_err());
        assert!(of(r#""kind":"extension_granted","due":"soon""#).is_err());
        assert!(of(r#""due":5"#).is_err());
    }

    #[test]
    fn a_kind_of_a_newer_version_is_unknown_whatever_it_says() {
        assert_eq!(
            of(r#""kind":"weighed","due":["other"],"by_whom":{}"#),
            Ok(K::Unknown)
        );
        assert_eq!(of(r#""kind":"closed","newer":{"a":1}"#), Ok(K::Closed));
    }
}
