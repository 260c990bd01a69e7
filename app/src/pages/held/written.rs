//! What somebody did, in the words of the follow-up, before it is part of one.

use gridloop_shared::command::{Command, Report};
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

/// The step that the act would become.
fn step(command: Command, names: &Names, held: &Held) -> StepKind {
    let department = department_of(names, held);
    match (command, department) {
        (Command::Report(Report { photos, .. }), _) => StepKind::Reported { photos },
        (Command::Accept, _) => StepKind::Accepted,
        (Command::Reject { reason }, _) => StepKind::Rejected { reason },
        (Command::Dispatch { department, due }, _) => StepKind::Dispatched { department, due },
        (Command::HandBack { reason, suggested }, Some(department)) => StepKind::HandedBack {
            department,
            reason,
            suggested,
        },
        (Command::Start, Some(department)) => StepKind::Started { department },
        (
            Command::ReportBack {
                outcome,
                adoption,
                photos,
            },
            Some(department),
        ) => StepKind::ReportedBack {
            department,
            outcome,
            adoption,
            photos,
        },
        (Command::PassCheck { note, photos }, _) => StepKind::CheckPassed { note, photos },
        (Command::FailCheck { reason, photos }, _) => StepKind::CheckFailed { reason, photos },
        (Command::Close, _) => StepKind::Closed,
        (Command::Rate { rating, comment }, _) => StepKind::Rated { rating, comment },
        (Command::SeeAnswer, _) => StepKind::AnswerSeen,
        (Command::Comment { text }, _) => StepKind::Commented { text },
        (Command::Correct { field, value }, _) => StepKind::Corrected { field, value },
        // A department that is not known any more: what was written stays.
        (
            Command::HandBack { reason: text, .. } | Command::ReportBack { outcome: text, .. },
            None,
        ) => StepKind::Commented { text },
        (Command::Start, None) => StepKind::Unknown,
    }
}

/// For whom the author acted: the department that has the case, or their own.
fn department_of(names: &Names, held: &Held) -> Option<DepartmentId> {
    let assigned = held.row.as_ref().and_then(|row| row.department.clone());
    assigned.or_else(|| {
        let person = names.directory()?.person(&held.person)?;
        person.grants.iter().find_map(|grant| match &grant.scope {
            Scope::Department(id) => Some(id.clone()),
            _ => None,
        })
    })
}
