//! An act with everything that was typed, for people to read: in the tray, and to be handed to a supervisor.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::model::Timestamp;

use super::describe::heading;
use crate::format::{Names, exact};
use crate::i18n::Words;
use crate::pages::again::form_of;
use crate::pages::case::{term_in_words, value_in_words};

/// What was typed and chosen, a line each.
pub fn whole(words: Words, names: &Names, act: &Act, now: Timestamp) -> Vec<String> {
    let mut lines = match &act.command {
        Command::Report(report) => {
            let place = [names.area(&report.area), report.address.clone()].join(" ");
            let source = words.source(report.source);
            vec![
                report.description.clone(),
                format!("{} · {source}", place.trim()),
            ]
        }
        Command::Dispatch {
            department, term, ..
        } => vec![words.did_dispatch(
            &names.department(department),
            &term_in_words(words, *term, now),
        )],
        Command::Reassign {
            department,
            term,
            reason,
            ..
        } => vec![
            words.did_reassign(
                &names.department(department),
                &term_in_words(words, *term, now),
            ),
            reason.clone(),
        ],
        Command::HandBack {
            reason,
            suggested: Some(department),
        } => vec![
            reason.clone(),
            words.suggests(&names.department(department)),
        ],
        Command::ReportBack {
            outcome,
            adoption: Some(adoption),
            ..
        } => vec![words.adoption(*adoption).to_owned(), outcome.clone()],
        Command::Correct { field, value } => vec![value_in_words(words, names, *field, value)],
        _ => vec![form_of(act.clone()).text],
    };
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A text that a supervisor can work with: who, what, when, why it was not taken, and the code.
pub fn letter(
    words: Words,
    names: &Names,
    act: &Act,
    why: &str,
    code: Option<&str>,
    me: &str,
    now: Timestamp,
) -> String {
    let mut lines = vec![
        format!("{} {}", words.brand(), words.not_taken()),
        format!("{me} {}", exact(words, act.at, now)),
        heading(words, names, &act.command),
    ];
    lines.extend(whole(words, names, act, now));
    lines.push(why.to_owned());
    lines.push(words.case_number(&act.case));
    let code = code.map_or_else(|| act.id.to_string(), |code| format!("{code} {}", act.id));
    lines.push(words.code_is(&code));
    lines.join("\n")
}
