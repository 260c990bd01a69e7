//! From the form of a step to its command, or to what the form lacks.

use gridloop_shared::command::Command;
use gridloop_shared::form::{MOST_REASON, Problem, text, written};
use gridloop_shared::model::{DepartmentId, Timestamp};
use gridloop_shared::policy::Action;

use super::spec::{Chosen, Spec};
use crate::components::Need;
use crate::core::StepDraft;
use crate::format::from_civil;
use gridloop_shared::json::from_word;

/// What a form lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lacks {
    /// At the text.
    pub text: Option<Problem>,
    /// At the choice.
    pub choice: bool,
    /// The deadline is missing or past.
    pub due: bool,
}

/// Department and deadline, as a draft keeps them.
pub fn split(choice: Option<&str>) -> (&str, &str) {
    choice
        .and_then(|choice| choice.split_once('|'))
        .unwrap_or_default()
}

/// The command, or what is lacking.
pub fn command(
    action: Action,
    spec: &Spec,
    draft: &StepDraft,
    now: Timestamp,
) -> Result<Command, Lacks> {
    let said = match spec.text.map(|asked| asked.need) {
        Some(Need::Required) => written(&draft.text, MOST_REASON),
        _ => text(&draft.text, MOST_REASON),
    };
    let lacks = Lacks {
        text: said.err(),
        ..Lacks::default()
    };
    let choice = draft.choice.as_deref();
    let words = draft.text.trim().to_owned();
    let photos = draft.photos.clone();
    let without_choice = Lacks {
        choice: true,
        ..lacks
    };
    let adoption = match spec.chosen {
        Chosen::Adoption => Some(choice.and_then(from_word).ok_or(without_choice)?),
        _ => None,
    };
    if spec.chosen == Chosen::Dispatch {
        let (department, due) = split(choice);
        let department: Option<DepartmentId> = department.parse().ok();
        let due = from_civil(due).filter(|due| *due > now);
        return match (department, due) {
            (Some(department), Some(due)) => Ok(Command::Dispatch { department, due }),
            (department, due) => Err(Lacks {
                choice: department.is_none(),
                due: due.is_none(),
                ..lacks
            }),
        };
    }
    if action == Action::Rate {
        let rating = choice.and_then(from_word).ok_or(without_choice)?;
        return if lacks.text.is_none() {
            Ok(Command::Rate {
                rating,
                comment: words,
            })
        } else {
            Err(lacks)
        };
    }
    if lacks != Lacks::default() {
        return Err(lacks);
    }
    match action {
        Action::Reject => Ok(Command::Reject { reason: words }),
        Action::HandBack => Ok(Command::HandBack {
            reason: words,
            suggested: choice.and_then(|id| id.parse().ok()),
        }),
        Action::ReportBack => Ok(Command::ReportBack {
            outcome: words,
            adoption,
            photos,
        }),
        Action::PassCheck => Ok(Command::PassCheck {
            note: words,
            photos,
        }),
        Action::FailCheck => Ok(Command::FailCheck {
            reason: words,
            photos,
        }),
        _ => Err(lacks),
    }
}
