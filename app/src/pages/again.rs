//! An act that was not taken is done again: the address names it, and the form that opens is filled in with what was typed.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::json::word;
use gridloop_shared::model::{CommandId, Timestamp};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::core::{Core, StepDraft, WaitingState};
use crate::format::civil;

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
        Command::Dispatch { .. } => Action::Dispatch,
        Command::HandBack { .. } => Action::HandBack,
        Command::Start => Action::Start,
        Command::ReportBack { .. } => Action::ReportBack,
        Command::PassCheck { .. } => Action::PassCheck,
        Command::FailCheck { .. } => Action::FailCheck,
        Command::Close => Action::Close,
        Command::Rate { .. } => Action::Rate,
        Command::SeeAnswer => Action::SeeAnswer,
        Command::Comment { .. } => Action::Comment,
        Command::Correct { .. } => Action::Correct,
    }
}

/// The form of a step as it was when the act was done.
pub fn form_of(act: Act) -> StepDraft {
    let (text, choice, photos) = match act.command {
        Command::Reject { reason } => (reason, None, Vec::new()),
        Command::Dispatch { department, due } => {
            let choice = format!("{department}|{}", civil(due));
            (String::new(), Some(choice), Vec::new())
        }
        Command::HandBack { reason, suggested } => {
            (reason, suggested.map(|id| id.to_string()), Vec::new())
        }
        Command::ReportBack {
            outcome,
            adoption,
            photos,
        } => (outcome, adoption.map(|it| word(&it)), photos),
        Command::PassCheck { note, photos } => (note, None, photos),
        Command::FailCheck { reason, photos } => (reason, None, photos),
        Command::Rate { rating, comment } => (comment, Some(word(&rating)), Vec::new()),
        Command::Comment { text } => (text, None, Vec::new()),
        Command::Correct { value, .. } => (value, None, Vec::new()),
        Command::Report(report) => (report.description, None, report.photos),
        Command::Accept | Command::Start | Command::Close | Command::SeeAnswer => {
            (String::new(), None, Vec::new())
        }
    };
    StepDraft {
        text,
        choice,
        photos,
        instead: Some(act.id),
    }
}
