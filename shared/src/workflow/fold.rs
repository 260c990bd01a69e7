//! From steps to state: the same fold on every device, in any order of arrival.

use super::{Ineffective, State, Step, StepKind, transition};
use crate::model::Timestamp;

/// Whether a step took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It did.
    Effective,
    /// It stands in the record, and did not.
    Ineffective(Ineffective),
}

/// A step at its place, with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The step.
    pub step: Step,
    /// What became of it.
    pub effect: Effect,
}

/// What has happened to a case, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Where it stands.
    pub state: State,
    /// Whether the reporter has seen how it ended. A case that is reopened has a new answer to be seen.
    pub answer_seen: bool,
    /// Every step in causal order.
    pub entries: Vec<Entry>,
}

impl FollowUp {
    /// The steps that did not take effect.
    pub fn ineffective(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.effect != Effect::Effective)
    }

    /// Device time of the first step.
    #[must_use]
    pub fn reported_at(&self) -> Timestamp {
        self.entries
            .first()
            .map(|entry| entry.step.at)
            .unwrap_or_default()
    }
}

/// Folds steps that stand in causal order (Lamport counter, then actor) into the follow-up.
///
/// Every step is kept. The first is the report; a second report does not take effect.
#[must_use]
pub fn fold(steps: Vec<Step>) -> FollowUp {
    let mut state = State::Reported;
    let mut answer_seen = false;
    let mut entries = Vec::with_capacity(steps.len());
    for step in steps {
        let outcome = match step.kind {
            StepKind::Reported { .. } if entries.is_empty() => Ok(State::Reported),
            StepKind::AnswerSeen if answer_seen => Err(Ineffective::AlreadyDone),
            _ => transition(&state, &step),
        };
        let effect = match outcome {
            Ok(next) => {
                match step.kind {
                    StepKind::AnswerSeen | StepKind::Rated { .. } => answer_seen = true,
                    StepKind::Reopened { .. } => answer_seen = false,
                    _ => {}
                }
                state = next;
                Effect::Effective
            }
            Err(why) => Effect::Ineffective(why),
        };
        entries.push(Entry { step, effect });
    }
    FollowUp {
        state,
        answer_seen,
        entries,
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
