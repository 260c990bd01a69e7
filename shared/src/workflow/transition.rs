//! Which step leads from which state to which: the diagram of the trade, as one function.

use super::{Answer, Assignment, Stage, State, Step, StepKind};
use crate::model::DepartmentId;

/// Why a step that stands in the record did not take effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Ineffective {
    /// The case was no longer, or not yet, where this step applies.
    #[error("does not apply to a case that is {stage:?}")]
    WrongStage {
        /// Where the case stood.
        stage: Stage,
    },
    /// Another department had the case.
    #[error("another department has the case")]
    OtherDepartment {
        /// Who had it.
        assigned: DepartmentId,
    },
    /// It was done before.
    #[error("was done before")]
    AlreadyDone,
    /// A newer version of the app wrote it.
    #[error("written by a newer version")]
    Unknown,
}

/// The state after a step, or why the step does not apply.
///
/// # Errors
/// When the step does not apply to the state; the state then stays as it was and the step is shown as ineffective.
pub fn transition(state: &State, step: &Step) -> Result<State, Ineffective> {
    use State as S;
    use StepKind as K;
    let next = match (state, &step.kind) {
        (_, K::Commented { .. } | K::Corrected { .. }) => state.clone(),
        (_, K::Unknown) => return Err(Ineffective::Unknown),

        (S::Reported, K::Accepted) => S::Accepted,
        (S::Reported, K::Rejected { reason }) => S::Rejected {
            reason: reason.clone(),
        },
        (S::Reported | S::Accepted, K::Merged { into }) => S::Merged { into: *into },
        (S::Accepted, K::Dispatched { department, due }) => S::Dispatched(Assignment {
            department: department.clone(),
            since: step.at,
            due: *due,
        }),

        (S::Dispatched(a), K::HandedBack { department, .. }) => {
            same_department(a, department)?;
            S::Accepted
        }
        (S::Dispatched(a), K::Started { department }) => {
            same_department(a, department)?;
            S::Handling(a.clone())
        }
        (S::Handling(a), K::Suspended { department, .. }) => {
            same_department(a, department)?;
            S::Suspended(a.clone())
        }
        (S::Suspended(a), K::Resumed { department }) => {
            same_department(a, department)?;
            S::Handling(a.clone())
        }
        (
            S::Dispatched(a) | S::Handling(a) | S::Suspended(a),
            K::ExtensionAsked { department, .. },
        ) => {
            same_department(a, department)?;
            state.clone()
        }
        (S::Dispatched(a), K::ExtensionGranted { due }) => S::Dispatched(Assignment {
            due: *due,
            ..a.clone()
        }),
        (S::Handling(a), K::ExtensionGranted { due }) => S::Handling(Assignment {
            due: *due,
            ..a.clone()
        }),
        (S::Suspended(a), K::ExtensionGranted { due }) => S::Suspended(Assignment {
            due: *due,
            ..a.clone()
        }),
        (
            S::Handling(a),
            K::ReportedBack {
                department,
                outcome,
                adoption,
                ..
            },
        ) => {
            same_department(a, department)?;
            let answer = Answer {
                outcome: outcome.clone(),
                adoption: *adoption,
                by: step.by.clone(),
            };
            S::Handled(a.clone(), answer)
        }

        (S::Handled(a, answer), K::CheckPassed { .. }) => S::Checked(a.clone(), answer.clone()),
        (S::Handled(a, _), K::CheckFailed { .. }) => S::Handling(a.clone()),
        (S::Checked(a, answer), K::Closed) => S::Closed {
            assignment: a.clone(),
            answer: answer.clone(),
            rating: None,
        },

        (
            S::Closed {
                rating: Some(_), ..
            },
            K::Rated { .. },
        ) => return Err(Ineffective::AlreadyDone),
        (
            S::Closed {
                assignment,
                answer,
                rating: None,
            },
            K::Rated { rating, .. },
        ) => S::Closed {
            assignment: assignment.clone(),
            answer: answer.clone(),
            rating: Some(*rating),
        },
        (S::Closed { .. } | S::Rejected { .. }, K::Reopened { .. }) => S::Accepted,
        (S::Closed { .. } | S::Rejected { .. } | S::Merged { .. }, K::AnswerSeen) => state.clone(),

        (_, _) => {
            return Err(Ineffective::WrongStage {
                stage: state.stage(),
            });
        }
    };
    Ok(next)
}

fn same_department(assignment: &Assignment, department: &DepartmentId) -> Result<(), Ineffective> {
    if &assignment.department == department {
        Ok(())
    } else {
        Err(Ineffective::OtherDepartment {
            assigned: assignment.department.clone(),
        })
    }
}
