//! An act that was not taken is done again: the address names it, and the form that opens is filled in with what was typed.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::json::word;
use gridloop_shared::model::{CommandId, DepartmentId, Timestamp};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::core::{Core, StepDraft, WaitingState};
use crate::pages::case::{Dispatching, term_text};

/// What the address asks for. Each time that it is asked is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    act: CommandId,
    asked_at: Option<i64>,
}

/// The act that the address names.
pub fn use_again() -> Memo<Option<Again>> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            Some(Again {
                act: query.get("again")?.parse().ok()?,
                asked_at: query.get("at").and_then(|at| at.parse().ok()),
            })
        })
    })
}

/// Where an act is done again: in its own form, or as a comment on its case.
pub fn address(act: &Act, as_comment: bool, now: Timestamp) -> String {
    let Act { id, case, .. } = act;
    let asked = format!("again={id}&at={}", now.millis());
    match act.command {
        Command::Report(_) => format!("/report?{asked}"),
        _ if as_comment => format!("/cases/{case}?{asked}&as=comment"),
        _ => format!("/cases/{case}?{asked}"),
    }
}

/// The act of the tray that is asked for. One that a supervisor is deciding on is not done again meanwhile.
pub fn of_tray(core: Core, asked: Again) -> Option<Act> {
    let stands = |state| matches!(state, WaitingState::Refused(_) | WaitingState::Fallen(_));
    core.waiting().with_untracked(|waiting| {
        let found = waiting
            .iter()
            .find(|item| item.act.id == asked.act && stands(item.state));
        found.map(|item| item.act.clone())
    })
}

/// Which act it was.
pub const fn action_of(command: &Command) -> Action {
    match command {
        Command::Report(_) => Action::Report,
        Command::Accept => Action::Accept,
        Command::Reject { .. } => Action::Reject,
        Command::Return { .. } => Action::Return,
        Command::Resubmit => Action::Resubmit,
        Command::Contact { .. } => Action::Contact,
        Command::Dispatch { .. } => Action::Dispatch,
        Command::Reassign { .. } => Action::Reassign,
        Command::CallAssistance { .. } => Action::CallAssistance,
        Command::ReleaseAssistance { .. } => Action::ReleaseAssistance,
        Command::Assist { .. } => Action::Assist,
        Command::HandBack { .. } => Action::HandBack,
        Command::Start => Action::Start,
        Command::Suspend { .. } => Action::Suspend,
        Command::Resume => Action::Resume,
        Command::AskExtension { .. } => Action::AskExtension,
        Command::GrantExtension { .. } => Action::GrantExtension,
        Command::DeclineExtension { .. } => Action::DeclineExtension,
        Command::ReportBack { .. } => Action::ReportBack,
        Command::PassCheck { .. } => Action::PassCheck,
        Command::FailCheck { .. } => Action::FailCheck,
        Command::PassPartly { .. } => Action::PassPartly,
        Command::OpenMediation { .. } => Action::OpenMediation,
        Command::HoldMediation { .. } => Action::HoldMediation,
        Command::EndMediation { .. } => Action::EndMediation,
        Command::PassUp { .. } => Action::PassUp,
        Command::TakeUp { .. } => Action::TakeUp,
        Command::Close => Action::Close,
        Command::Rate { .. } => Action::Rate,
        Command::SeeAnswer => Action::SeeAnswer,
        Command::Reopen { .. } => Action::Reopen,
        Command::Merge { .. } => Action::Merge,
        Command::Answer { .. } => Action::Answer,
        Command::Remind { .. } => Action::Remind,
        Command::Review { .. } => Action::Review,
        Command::Comment { .. } => Action::Comment,
        Command::Correct { .. } => Action::Correct,
    }
}

/// The form of a step as it was when the act was done.
pub fn form_of(act: Act) -> StepDraft {
    let (text, choice) = said(&act.command);
    let photos = act.command.photos().to_vec();
    let remaining = match act.command {
        Command::PassPartly { remaining, .. } => Some(remaining),
        _ => None,
    };
    StepDraft {
        text,
        choice,
        photos,
        remaining,
        instead: Some(act.id),
    }
}

/// What was written, and what was chosen beside it, as a draft keeps them.
pub fn said(command: &Command) -> (String, Option<String>) {
    let dispatching = |department: &DepartmentId, assisting: &[DepartmentId], term| {
        let dispatching = Dispatching {
            department: department.to_string(),
            term: term_text(term),
            assisting: assisting.iter().map(ToString::to_string).collect(),
        };
        Some(dispatching.write())
    };
    let none = String::new;
    match command {
        Command::Dispatch {
            department,
            assisting,
            term,
        } => (none(), dispatching(department, assisting, *term)),
        Command::Reassign {
            department,
            assisting,
            term,
            reason,
        } => (reason.clone(), dispatching(department, assisting, *term)),
        Command::Contact { way, note } => (note.clone(), Some(word(way))),
        Command::CallAssistance { department } | Command::ReleaseAssistance { department } => {
            (none(), Some(department.to_string()))
        }
        Command::HandBack { reason, suggested } => {
            (reason.clone(), suggested.as_ref().map(ToString::to_string))
        }
        Command::AskExtension { term, reason } => (reason.clone(), Some(term_text(*term))),
        Command::GrantExtension { term } => (none(), Some(term_text(*term))),
        Command::ReportBack {
            outcome, adoption, ..
        } => (outcome.clone(), adoption.as_ref().map(word)),
        Command::OpenMediation { level } => (none(), Some(word(level))),
        Command::EndMediation { outcome, note, .. } => (note.clone(), Some(word(outcome))),
        Command::PassUp { to, reason } => (reason.clone(), Some(word(to))),
        Command::TakeUp { fruit, title } => (title.clone(), Some(word(fruit))),
        Command::Rate { rating, comment } => (comment.clone(), Some(word(rating))),
        Command::Merge { into } => (none(), Some(into.to_string())),
        Command::Correct { value, .. } => (value.clone(), None),
        Command::Report(report) => (report.description.clone(), None),
        Command::Reject { reason: text }
        | Command::Return { reason: text }
        | Command::Suspend { reason: text }
        | Command::DeclineExtension { reason: text }
        | Command::FailCheck { reason: text, .. }
        | Command::Reopen { reason: text, .. }
        | Command::Assist { outcome: text, .. }
        | Command::Answer { outcome: text, .. }
        | Command::PassCheck { note: text, .. }
        | Command::PassPartly { note: text, .. }
        | Command::HoldMediation { note: text, .. }
        | Command::Review { note: text, .. }
        | Command::Comment { text } => (text.clone(), None),
        Command::Accept
        | Command::Resubmit
        | Command::Start
        | Command::Resume
        | Command::Close
        | Command::SeeAnswer
        | Command::Remind { .. } => (none(), None),
    }
}
