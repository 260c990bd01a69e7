//! From intention to writes, or to the reason why not.

use super::{Act, Command, Refusal, Report};
use crate::form::{MOST_ADDRESS, MOST_DESCRIPTION, MOST_REASON, Problem, text, written};
use crate::model::{
    Adoption, Case, DepartmentId, FieldName, ObservationPointId, Photo, Principal, Source,
};
use crate::policy::{Action, Denied, Facts, permits};
use crate::workflow::{Effect, Step, StepKind, fold};

/// What a case is founded with, once and for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// How it came to be known.
    pub source: Source,
    /// At which observation point.
    pub observation_point: Option<ObservationPointId>,
}

/// What one act writes into one document, as one change.
#[derive(Debug, Clone, PartialEq)]
pub struct Writes {
    /// Set when the act founds the document.
    pub founding: Option<Founding>,
    /// Fields with their new values.
    pub fields: Vec<(FieldName, String)>,
    /// The entry in the follow-up: every act leaves one.
    pub step: Step,
}

/// What the founding act of a case writes.
///
/// # Errors
/// When the report lacks something, or the person may not report from this source.
pub fn decide_report(principal: &Principal, act: &Act, report: &Report) -> Result<Writes, Refusal> {
    let observation_point = match report.source {
        Source::Observation => Some(
            principal
                .observation_point()
                .ok_or(Denied::NotYours)?
                .clone(),
        ),
        _ => None,
    };
    let facts = Facts {
        reporter: principal.person.clone(),
        area: report.area.clone(),
        observation_point: observation_point.clone(),
        department: None,
        former_departments: Vec::new(),
    };
    permits(principal, Action::Report, &facts)?;
    text(&report.address, MOST_ADDRESS).map_err(Refusal::at("address"))?;
    let describe = if report.photos.is_empty() {
        written
    } else {
        text
    };
    describe(&report.description, MOST_DESCRIPTION).map_err(Refusal::at("description"))?;
    few(&report.photos)?;
    Ok(Writes {
        founding: Some(Founding {
            source: report.source,
            observation_point,
        }),
        fields: vec![
            (FieldName::Category, report.category.to_string()),
            (FieldName::Area, report.area.to_string()),
            (FieldName::Address, report.address.clone()),
            (
                FieldName::Position,
                report.position.map(String::from).unwrap_or_default(),
            ),
            (FieldName::Description, report.description.clone()),
        ],
        step: step(
            principal,
            act,
            StepKind::Reported {
                photos: report.photos.clone(),
            },
        ),
    })
}

/// What any later act writes.
///
/// # Errors
/// When the person may not, when the step would not take effect now, or when something is missing.
pub fn decide(principal: &Principal, case: &Case, act: &Act) -> Result<Writes, Refusal> {
    let kind = kind(principal, case, &act.command)?;
    let action = Action::of(&kind).ok_or(Denied::NotYours)?;
    permits(principal, action, &Facts::from(case))?;
    let step = step(principal, act, kind);
    would_take_effect(case, &step)?;
    let fields = match &step.kind {
        StepKind::Corrected { field, value } => vec![(*field, value.clone())],
        _ => Vec::new(),
    };
    Ok(Writes {
        founding: None,
        fields,
        step,
    })
}

fn step(principal: &Principal, act: &Act, kind: StepKind) -> Step {
    Step {
        id: act.id,
        by: principal.person.clone(),
        device: principal.device,
        at: act.at,
        kind,
    }
}

fn kind(principal: &Principal, case: &Case, command: &Command) -> Result<StepKind, Refusal> {
    Ok(match command {
        Command::Report(_) => StepKind::Reported { photos: Vec::new() },
        Command::Accept => StepKind::Accepted,
        Command::Reject { reason } => StepKind::Rejected {
            reason: reason_of(reason)?,
        },
        Command::Dispatch { department, due } => StepKind::Dispatched {
            department: department.clone(),
            due: *due,
        },
        Command::HandBack { reason, suggested } => StepKind::HandedBack {
            department: department_of(principal, case)?,
            reason: reason_of(reason)?,
            suggested: suggested.clone(),
        },
        Command::Start => StepKind::Started {
            department: department_of(principal, case)?,
        },
        Command::ReportBack {
            outcome,
            adoption,
            photos,
        } => StepKind::ReportedBack {
            department: department_of(principal, case)?,
            outcome: trimmed(outcome, "outcome")?,
            adoption: adoption_for(case.source, *adoption)?,
            photos: few(photos)?.to_vec(),
        },
        Command::PassCheck { note, photos } => StepKind::CheckPassed {
            note: optional(note, "note")?,
            photos: few(photos)?.to_vec(),
        },
        Command::FailCheck { reason, photos } => StepKind::CheckFailed {
            reason: reason_of(reason)?,
            photos: few(photos)?.to_vec(),
        },
        Command::Close => StepKind::Closed,
        Command::Rate { rating, comment } => StepKind::Rated {
            rating: *rating,
            comment: optional(comment, "comment")?,
        },
        Command::SeeAnswer => StepKind::AnswerSeen,
        Command::Comment { text } => StepKind::Commented {
            text: trimmed(text, "text")?,
        },
        Command::Correct { field, value } => {
            check_field(*field, value)?;
            StepKind::Corrected {
                field: *field,
                value: value.clone(),
            }
        }
    })
}

/// Holds a value against the field that it is for.
///
/// # Errors
/// When it is too long, or is no value of this field.
pub fn check_field(field: FieldName, value: &str) -> Result<(), Refusal> {
    let readable = |ok: bool| if ok { Ok(()) } else { Err(Problem::Unreadable) };
    match field {
        FieldName::Category => readable(value.parse::<crate::model::CategoryId>().is_ok()),
        FieldName::Area => readable(value.parse::<crate::model::Area>().is_ok()),
        FieldName::Address => text(value, MOST_ADDRESS),
        FieldName::Position => {
            readable(value.is_empty() || value.parse::<crate::model::Position>().is_ok())
        }
        FieldName::Description => text(value, MOST_DESCRIPTION),
    }
    .map_err(Refusal::at(field.key()))
}

/// The department for which the person acts: the one that has the case, if it is theirs.
pub(super) fn department_of(principal: &Principal, case: &Case) -> Result<DepartmentId, Refusal> {
    let assigned = case
        .follow_up
        .state
        .assignment()
        .map(|assignment| &assignment.department);
    principal
        .departments()
        .find(|department| Some(*department) == assigned)
        .or_else(|| principal.departments().next())
        .cloned()
        .ok_or(Refusal::Denied(Denied::NotYours))
}

fn adoption_for(source: Source, adoption: Option<Adoption>) -> Result<Option<Adoption>, Refusal> {
    match (source, adoption) {
        (Source::Observation, None) => Err(Refusal::at("adoption")(Problem::Missing)),
        (Source::Observation, given) => Ok(given),
        (_, _) => Ok(None),
    }
}

fn reason_of(reason: &str) -> Result<String, Refusal> {
    trimmed(reason, "reason")
}

fn trimmed(value: &str, field: &'static str) -> Result<String, Refusal> {
    written(value, MOST_REASON).map_err(Refusal::at(field))?;
    Ok(value.trim().to_owned())
}

fn optional(value: &str, field: &'static str) -> Result<String, Refusal> {
    text(value, MOST_REASON).map_err(Refusal::at(field))?;
    Ok(value.trim().to_owned())
}

fn few(photos: &[Photo]) -> Result<&[Photo], Refusal> {
    if photos.len() <= Photo::MOST_PER_STEP {
        Ok(photos)
    } else {
        Err(Refusal::at("photos")(Problem::TooMany {
            most: Photo::MOST_PER_STEP,
        }))
    }
}

/// Folds the case with the step at its end: the one rule for "applies now" is the fold itself.
pub(super) fn would_take_effect(case: &Case, step: &Step) -> Result<(), Refusal> {
    let steps = case
        .follow_up
        .entries
        .iter()
        .map(|entry| &entry.step)
        .chain([step])
        .cloned()
        .collect();
    match fold(steps).entries.pop().map(|entry| entry.effect) {
        Some(Effect::Ineffective(why)) => Err(Refusal::NotNow(why)),
        _ => Ok(()),
    }
}
