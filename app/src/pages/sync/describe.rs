//! An act in words, for the list of what waits.

use gridloop_shared::command::Command;
use gridloop_shared::policy::Action;

use crate::format::{Names, headline};
use crate::i18n::Words;
use crate::pages::again::action_of;

/// What was done, with the beginning of what was written: one line of a list.
pub fn describe(words: Words, names: &Names, command: &Command) -> String {
    let heading = heading(words, names, command);
    match command {
        Command::Report(report) => format!("{heading} {}", headline(&report.description)),
        Command::Dispatch { department, .. } => {
            with(words, &heading, &names.department(department))
        }
        Command::Reject { reason: text }
        | Command::HandBack { reason: text, .. }
        | Command::FailCheck { reason: text, .. }
        | Command::ReportBack { outcome: text, .. }
        | Command::PassCheck { note: text, .. }
        | Command::Comment { text } => with(words, &heading, &headline(text)),
        Command::Accept
        | Command::Start
        | Command::Close
        | Command::Rate { .. }
        | Command::SeeAnswer
        | Command::Correct { .. } => heading,
    }
}

/// What was done, where everything that was written stands below.
pub fn heading(words: Words, names: &Names, command: &Command) -> String {
    match command {
        Command::Report(report) => {
            let category = names.category(&report.category);
            with(words, words.did_report_name(), &category)
        }
        Command::Rate { rating, .. } => {
            with(words, words.action(Action::Rate), words.rating(*rating))
        }
        Command::Correct { field, .. } => {
            with(words, words.action(Action::Correct), words.field(*field))
        }
        Command::SeeAnswer => words.did_see_answer().to_owned(),
        _ => words.action(action_of(command)).to_owned(),
    }
}

fn with(words: Words, name: &str, detail: &str) -> String {
    if detail.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{}{detail}", words.colon())
    }
}
