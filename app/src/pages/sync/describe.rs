//! An act in words, for the list of what waits.

use gridloop_shared::command::Command;
use gridloop_shared::policy::Action;

use crate::format::{Names, headline};
use crate::i18n::Words;

/// What was done.
pub fn describe(words: Words, names: &Names, command: &Command) -> String {
    let said = |action: Action, text: &str| {
        let name = words.action(action);
        let text = headline(text);
        if text.is_empty() {
            name.to_owned()
        } else {
            format!("{name}{}{text}", words.colon())
        }
    };
    match command {
        Command::Report(report) => {
            let category = names.category(&report.category);
            format!(
                "{}{}{category} {}",
                words.did_report_name(),
                words.colon(),
                headline(&report.description)
            )
        }
        Command::Accept => said(Action::Accept, ""),
        Command::Reject { reason } => said(Action::Reject, reason),
        Command::Dispatch { department, .. } => {
            said(Action::Dispatch, &names.department(department))
        }
        Command::HandBack { reason, .. } => said(Action::HandBack, reason),
        Command::Start => said(Action::Start, ""),
        Command::ReportBack { outcome, .. } => said(Action::ReportBack, outcome),
        Command::PassCheck { note, .. } => said(Action::PassCheck, note),
        Command::FailCheck { reason, .. } => said(Action::FailCheck, reason),
        Command::Close => said(Action::Close, ""),
        Command::Rate { rating, .. } => said(Action::Rate, words.rating(*rating)),
        Command::SeeAnswer => words.did_see_answer().to_owned(),
        Command::Comment { text } => said(Action::Comment, text),
        Command::Correct { field, .. } => said(Action::Correct, words.field(*field)),
    }
}
