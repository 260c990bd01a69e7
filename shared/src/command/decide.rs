//! From intention to writes, or to the reason why not.

use super::check::{check_step, few};
use super::kind::kind;
use super::{Act, Refusal, Report};
use crate::form::{MOST_ADDRESS, MOST_DESCRIPTION, Problem, text, written};
use crate::model::{Case, FieldName, ObservationPointId, Principal, Source};
use crate::policy::{Action, Denied, Facts, permits};
use crate::workflow::{Effect, Ineffective, Stage, Step, StepKind, fold};

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
        assisting: Vec::new(),
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
                follows: report.follows,
            },
        ),
    })
}

/// What any later act writes.
///
/// # Errors
/// When the person may not, when the step would not take effect now, or when something is missing.
pub fn decide(principal: &Principal, case: &Case, act: &Act) -> Result<Writes, Refusal> {
    let kind = kind(principal, case, &act.command).ok_or(Denied::NotYours)?;
    check_step(&kind)?;
    let action = Action::of(&kind).ok_or(Denied::NotYours)?;
    permits(principal, action, &Facts::from(case))?;
    suits(principal, case, &kind)?;
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

/// What neither the policy nor the workflow says: they do not know what is in the case.
pub(super) fn suits(principal: &Principal, case: &Case, kind: &StepKind) -> Result<(), Refusal> {
    match kind {
        StepKind::PassedUp { .. } | StepKind::TakenUp { .. }
            if case.source != Source::Observation =>
        {
            Err(Refusal::NoObservation)
        }
        StepKind::ReportedBack { adoption: None, .. } if case.source == Source::Observation => {
            Err(Refusal::at("adoption")(Problem::Missing))
        }
        _ if kind.other_case() == Some(case.id) => Err(Refusal::at("other")(Problem::Unreadable)),
        // Once it is taken on, others work by what it says: whoever reported it asks for it back, or comments.
        StepKind::Corrected { field, .. }
            if permits(principal, Action::Accept, &Facts::from(case)).is_err() =>
        {
            let stage = case.follow_up.state.stage();
            let is_open = matches!(stage, Stage::Reported | Stage::Returned);
            let chooses = case.contested().any(|contested| contested == *field);
            if is_open || chooses {
                Ok(())
            } else {
                Err(Ineffective::WrongStage { stage }.into())
            }
        }
        _ => Ok(()),
    }
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
