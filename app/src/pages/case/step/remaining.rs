//! What a check has found unsolved goes on in a case of its own.

use gridloop_shared::command::{Command, Report};
use gridloop_shared::model::{Case, CaseId, Principal, Source};

use crate::pages::report::sources;

/// The same check, once it is known in which case what remains goes on.
pub fn goes_on(command: Command, remaining: CaseId) -> Command {
    match command {
        Command::PassPartly { note, photos, .. } => Command::PassPartly {
            note,
            photos,
            remaining,
        },
        other => other,
    }
}

/// The report of what remains, for a check that found the case partly solved.
pub fn remaining_report(me: &Principal, case: &Case, command: &Command) -> Option<Report> {
    let Command::PassPartly { note, photos, .. } = command else {
        return None;
    };
    let may = sources(me);
    // Found on the spot: nobody has called for it.
    let source = [case.source, Source::Patrol]
        .into_iter()
        .find(|source| may.contains(source));
    Some(Report {
        source: source.or(may.first().copied())?,
        category: case.category.value().clone(),
        area: case.area.value().clone(),
        address: case.address.value().clone(),
        position: *case.position.value(),
        description: note.clone(),
        photos: photos.clone(),
        follows: Some(case.id),
    })
}
