//! An act in words, for the list of what waits.

use gridloop_shared::command::Command;
use gridloop_shared::policy::Action;

use crate::format::{Names, headline};
use crate::i18n::Words;
use crate::pages::again::{action_of, said};

/// What was done, with the beginning of what was written: one line of a list.
pub fn describe(words: Words, names: &Names, command: &Command) -> String {
    let heading = heading(words, names, command);
    match command {
        Command::Report(report) => format!("{heading} {}", headline(&report.description)),
        Command::Dispatch { department, .. }
        | Command::Reassign { department, .. }
        | Command::CallAssistance { department }
        | Command::ReleaseAssistance { department } => {
            with(words, &heading, &names.department(department))
        }
        // What they say stands in the heading already.
        Command::Rate { .. } | Command::Correct { .. } => heading,
        _ => with(words, &heading, &headline(&said(command).0)),
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
