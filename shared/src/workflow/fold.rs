//! From steps to state: the same fold on every device, in any order of arrival.

use super::mediation::Mediation;
use super::{Ineffective, State, Step, StepKind, transition};
use crate::model::{Authority, CaseId, CommandId, Fruit, Timestamp};

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
    /// Whether somebody has looked at it since, when it did not take effect.
    pub reviewed: bool,
}

/// What has happened to a case, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Where it stands.
    pub state: State,
    /// Whether the reporter has seen how it ended. A case that is reopened has a new answer to be seen.
    pub answer_seen: bool,
    /// The first contact with the reporter.
    pub contacted: Option<CommandId>,
    /// The mediations, one after the other.
    pub mediations: Vec<Mediation>,
    /// The highest authority that it was passed up to.
    pub passed_up: Option<Authority>,
    /// What it was taken into, with titles.
    pub fruits: Vec<(Fruit, String)>,
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

    /// The steps that took effect.
    pub fn effective(&self) -> impl DoubleEndedIterator<Item = &Step> {
        let effective = self
            .entries
            .iter()
            .filter(|entry| entry.effect == Effect::Effective);
        effective.map(|entry| &entry.step)
    }

    /// The steps that did not take effect and that nobody has looked at since. To have seen or rated twice needs no look.
    pub fn conflicts(&self) -> impl Iterator<Item = &Entry> {
        self.ineffective().filter(|entry| {
            let matters = !matches!(
                entry.step.kind,
                StepKind::AnswerSeen | StepKind::Reviewed { .. } | StepKind::Reminded { .. }
            );
            matters && !entry.reviewed
        })
    }

    /// The case of which this is what remained to be solved.
    #[must_use]
    pub fn follows(&self) -> Option<CaseId> {
        match &self.entries.first()?.step.kind {
            StepKind::Reported { follows, .. } => *follows,
            _ => None,
        }
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
    let mut follow_up = FollowUp {
        state: State::Reported,
        answer_seen: false,
        contacted: None,
        mediations: Vec::new(),
        passed_up: None,
        fruits: Vec::new(),
        entries: Vec::with_capacity(steps.len()),
    };
    for step in steps {
        let effect = match follow_up.take(&step) {
            Ok(()) => Effect::Effective,
            Err(why) => Effect::Ineffective(why),
        };
        follow_up.entries.push(Entry {
            step,
            effect,
            reviewed: false,
        });
    }
    follow_up
}

impl FollowUp {
    /// Goes on with one step, or says why it does not apply.
    fn take(&mut self, step: &Step) -> Result<(), Ineffective> {
        use StepKind as K;
        match &step.kind {
            K::Unknown => return Err(Ineffective::Unknown),
            K::Reported { .. } if self.entries.is_empty() => {}
            K::Commented { .. } | K::Corrected { .. } => {}
            K::Reviewed { step: of, .. } => self.review(of)?,
            K::Contacted { .. } => {
                self.is_open()?;
                self.contacted.get_or_insert(step.id);
            }
            K::Reminded { .. } => self.is_open()?,
            K::PassedUp { to, .. } => {
                self.is_open()?;
                self.passed_up = std::cmp::max(self.passed_up, Some(*to));
            }
            K::TakenUp { fruit, title } => {
                if matches!(self.state, State::Rejected { .. } | State::Merged { .. }) {
                    return Err(self.wrong_stage());
                }
                self.fruits.push((*fruit, title.clone()));
                self.answer_seen = false;
            }
            K::MediationOpened { .. } | K::MediationHeld { .. } | K::MediationEnded { .. } => {
                if !self.state.stage().is_with_department() {
                    return Err(self.wrong_stage());
                }
                Mediation::go_on(&mut self.mediations, &step.kind)?;
            }
            K::AnswerSeen if self.answer_seen => return Err(Ineffective::AlreadyDone),
            kind => {
                self.state = transition(&self.state, step)?;
                match kind {
                    K::AnswerSeen | K::Rated { .. } => self.answer_seen = true,
                    K::Reopened { .. } | K::Answered { .. } => self.answer_seen = false,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn review(&mut self, of: &CommandId) -> Result<(), Ineffective> {
        let reviewed = self.entries.iter_mut().find(|entry| entry.step.id == *of);
        match reviewed {
            Some(entry) if entry.effect == Effect::Effective => Err(Ineffective::NothingThere),
            Some(entry) if entry.reviewed => Err(Ineffective::AlreadyDone),
            Some(entry) => {
                entry.reviewed = true;
                Ok(())
            }
            None => Err(Ineffective::NothingThere),
        }
    }

    const fn is_open(&self) -> Result<(), Ineffective> {
        if self.state.stage().is_ended() {
            Err(self.wrong_stage())
        } else {
            Ok(())
        }
    }

    const fn wrong_stage(&self) -> Ineffective {
        Ineffective::WrongStage {
            stage: self.state.stage(),
        }
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
