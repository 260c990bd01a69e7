//! The answer of a case that went on, for those who reported the same and whose cases were merged into it.

use super::because;
use crate::command::Command;
use crate::model::{Adoption, Case, CommandId};
use crate::workflow::{State, StepKind};

/// What the reporter of a merged case is told of the one that went on; nothing while that has no answer, or when they were told.
#[must_use]
pub fn answer_for(merged: &Case, target: &Case, secret: &[u8]) -> Option<(CommandId, Command)> {
    let State::Merged { into, .. } = merged.follow_up.state else {
        return None;
    };
    if into != target.id || merged.subdistrict != target.subdistrict {
        return None;
    }
    let (outcome, adoption) = outcome(target)?;
    // The same words are no news, not even in a circle of cases that were merged into one another.
    let told = merged.follow_up.state.answer();
    if told.is_some_and(|told| told.outcome == outcome && told.adoption == adoption) {
        return None;
    }
    let mut ended = target.follow_up.effective().filter(|step| {
        matches!(
            step.kind,
            StepKind::Closed | StepKind::Rejected { .. } | StepKind::Answered { .. }
        )
    });
    let last = ended.next_back()?;
    let id = because(secret, last.at, &[merged.id.as_bytes(), last.id.as_bytes()]);
    let mut entries = merged.follow_up.entries.iter();
    let command = Command::Answer {
        of: target.id,
        outcome,
        adoption,
    };
    entries
        .all(|entry| entry.step.id != id)
        .then_some((id, command))
}

/// How a case ended, in words.
fn outcome(case: &Case) -> Option<(String, Option<Adoption>)> {
    let state = &case.follow_up.state;
    match state {
        State::Rejected { reason } => Some((reason.clone(), None)),
        State::Closed { .. } | State::Merged { .. } => {
            let answer = state.answer()?;
            Some((answer.outcome.clone(), answer.adoption))
        }
        _ => None,
    }
}
