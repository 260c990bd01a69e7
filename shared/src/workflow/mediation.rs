//! Mediation as a way of handling: first in the community, then at the subdistrict, each with its sessions and its outcome.

use super::{Ineffective, StepKind};
use crate::model::{MediationLevel, MediationOutcome};

/// One mediation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mediation {
    /// Who mediates.
    pub level: MediationLevel,
    /// How often people sat together.
    pub sessions: u32,
    /// How it ended, once it has.
    pub outcome: Option<MediationOutcome>,
}

impl Mediation {
    /// Goes on with one step of a case's mediations.
    ///
    /// # Errors
    /// When one is open and another is begun, when none is open and one goes on, and when all levels were tried or people have agreed.
    pub(super) fn go_on(all: &mut Vec<Self>, kind: &StepKind) -> Result<(), Ineffective> {
        let last = all.last_mut();
        match (kind, last) {
            (StepKind::MediationOpened { level }, last) => {
                let may = last.is_none_or(|last| match last.outcome {
                    None | Some(MediationOutcome::Agreed) => false,
                    Some(MediationOutcome::Failed) => last.level < *level,
                    Some(MediationOutcome::Withdrawn) => last.level <= *level,
                });
                if !may {
                    return Err(Ineffective::AlreadyDone);
                }
                all.push(Self {
                    level: *level,
                    sessions: 0,
                    outcome: None,
                });
                Ok(())
            }
            (StepKind::MediationHeld { .. }, Some(open)) if open.outcome.is_none() => {
                open.sessions = open.sessions.saturating_add(1);
                Ok(())
            }
            (StepKind::MediationEnded { outcome, .. }, Some(open)) if open.outcome.is_none() => {
                open.outcome = Some(*outcome);
                Ok(())
            }
            _ => Err(Ineffective::NothingThere),
        }
    }
}
