//! What somebody did, in the words of the follow-up, before it is part of one.

use gridloop_shared::command::{Command, Report, became};
use gridloop_shared::model::{DepartmentId, FieldName, Photo, Scope, Timestamp};
use gridloop_shared::sync::Held;
use gridloop_shared::workflow::StepKind;

use crate::format::Names;
use crate::i18n::Words;
use crate::pages::case::{Told, told, value_in_words};

/// What was done, with everything that was written, and what was photographed.
pub fn written(words: Words, names: &Names, held: &Held, now: Timestamp) -> (Told, Vec<Photo>) {
    let command = held.act.as_ref().map(|act| act.command.clone());
    let facts = match &command {
        Some(Command::Report(report)) => Some(facts(words, names, report)),
        _ => None,
    };
    let kind = command.map_or(StepKind::Unknown, |command| step(command, names, held));
    let mut told = told(words, names, &kind, now);
    told.text = facts.or(told.text);
    (told, kind.photos().to_vec())
}

fn facts(words: Words, names: &Names, report: &Report) -> String {
    let position = report.position.map(String::from).unwrap_or_default();
    let fields = [
        (FieldName::Description, report.description.as_str()),
        (FieldName::Category, report.category.as_str()),
        (FieldName::Area, &report.area.to_string()),
        (FieldName::Address, &report.address),
        (FieldName::Position, &position),
    ];
    let mut lines: Vec<String> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| {
            let value = value_in_words(words, names, field, value);
            format!("{}{}{value}", words.field(field), words.colon())
        })
        .collect();
    let source = words.source(report.source);
    lines.push(format!("{}{}{source}", words.source_label(), words.colon()));
    lines.join("\n")
}

/// The step that the act would become; what was written, if it was done for a department that is not known any more.
fn step(command: Command, names: &Names, held: &Held) -> StepKind {
    let text = match &command {
        Command::HandBack { reason: text, .. }
        | Command::Suspend { reason: text }
        | Command::AskExtension { reason: text, .. }
        | Command::Assist { outcome: text, .. }
        | Command::ReportBack { outcome: text, .. } => Some(text.clone()),
        _ => None,
    };
    let commented = text.map_or(StepKind::Unknown, |text| StepKind::Commented { text });
    let own = || departments_of(names, held).next();
    let leads = held.row.as_ref().and_then(|row| row.department.clone());
    let department = match command {
        // Done beside the one that leads, as often as by it.
        Command::Assist { .. } | Command::HandBack { .. } => own().or(leads),
        _ => leads.or_else(own),
    };
    became(command, department).unwrap_or(commented)
}

/// The author's own departments.
fn departments_of<'a>(
    names: &'a Names,
    held: &Held,
) -> impl Iterator<Item = DepartmentId> + use<'a> {
    let person = names.directory().and_then(|it| it.person(&held.person));
    let grants = person.map_or(&[][..], |person| &person.grants).iter();
    grants.filter_map(|grant| match &grant.scope {
        Scope::Department(id) => Some(id.clone()),
        _ => None,
    })
}
