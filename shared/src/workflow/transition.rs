//! Which step leads from which state to which: the diagram of the trade, as one function.

use super::state::{Asked, Assistance};
use super::{Answer, Assignment, Stage, State, Step, StepKind};
use crate::model::{DepartmentId, Term, Timestamp};

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
    /// A department that assists has not said what it did.
    #[error("a department that assists has yet to report")]
    Awaited {
        /// Who.
        department: DepartmentId,
    },
    /// What it answers or goes on with is not there, or was answered before.
    #[error("what it speaks of is not there")]
    NothingThere,
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
    match (state, &step.kind) {
        (S::Reported | S::Returned { .. }, K::Accepted) => Ok(S::Accepted),
        (S::Reported | S::Returned { .. }, K::Rejected { reason }) => Ok(S::Rejected {
            reason: reason.clone(),
        }),
        (S::Reported | S::Accepted, K::Returned { reason }) => Ok(S::Returned {
            reason: reason.clone(),
        }),
        (S::Returned { .. }, K::Resubmitted) => Ok(S::Reported),
        (S::Reported | S::Returned { .. } | S::Accepted, K::Merged { into }) => Ok(S::Merged {
            into: *into,
            answer: None,
        }),
        (
            S::Merged { into, .. },
            K::Answered {
                outcome, adoption, ..
            },
        ) => Ok(S::Merged {
            into: *into,
            answer: Some(Answer {
                outcome: outcome.clone(),
                adoption: *adoption,
                by: step.by.clone(),
            }),
        }),

        (
            S::Accepted,
            K::Dispatched {
                department,
                assisting,
                term,
            },
        )
        | (
            S::Dispatched(_) | S::Handling(_) | S::Suspended(_),
            K::Reassigned {
                department,
                assisting,
                term,
                ..
            },
        ) => Ok(S::Dispatched(assignment(
            department, assisting, *term, step.at,
        ))),

        (
            S::Handled(a, _),
            K::CheckPassed { .. } | K::PartlySolved { .. } | K::CheckFailed { .. },
        ) => Ok(checked(state, a, &step.kind)),
        (S::Checked(a, answer, remaining), K::Closed) => match a.awaited().next() {
            Some(department) => Err(Ineffective::Awaited {
                department: department.clone(),
            }),
            None => Ok(S::Closed {
                assignment: a.clone(),
                answer: answer.clone(),
                remaining: *remaining,
                rating: None,
            }),
        },

        (
            S::Closed {
                assignment,
                answer,
                remaining,
                rating,
            },
            K::Rated { rating: now, .. },
        ) => match rating {
            Some(_) => Err(Ineffective::AlreadyDone),
            None => Ok(S::Closed {
                assignment: assignment.clone(),
                answer: answer.clone(),
                remaining: *remaining,
                rating: Some(*now),
            }),
        },
        (S::Closed { .. } | S::Rejected { .. } | S::Merged { .. }, K::Reopened { .. }) => {
            Ok(S::Accepted)
        }
        (S::Closed { .. } | S::Rejected { .. } | S::Merged { .. }, K::AnswerSeen) => {
            Ok(state.clone())
        }

        (
            S::Dispatched(a)
            | S::Handling(a)
            | S::Suspended(a)
            | S::Handled(a, _)
            | S::Checked(a, ..),
            kind,
        ) => of_departments(state, a, step, kind),
        _ => Err(wrong(state)),
    }
}

/// What departments do, and what is done about them, while they have the case.
fn of_departments(
    state: &State,
    assignment: &Assignment,
    step: &Step,
    kind: &StepKind,
) -> Result<State, Ineffective> {
    use State as S;
    use StepKind as K;
    match (state, kind) {
        (S::Dispatched(a), K::HandedBack { department, .. }) if a.department == *department => {
            Ok(S::Accepted)
        }
        (_, K::HandedBack { department, .. }) if assignment.department == *department => {
            Err(wrong(state))
        }
        (_, K::HandedBack { department, .. } | K::AssistanceReleased { department }) => {
            assisting(assignment, department)?;
            if assignment.awaited().all(|awaited| awaited != department) {
                return Err(Ineffective::AlreadyDone);
            }
            Ok(with(state, |a| {
                a.assisting.retain(|it| it.department != *department);
            }))
        }
        (_, K::AssistanceCalled { department }) => {
            if assignment.department == *department || assignment.is_assisted_by(department) {
                return Err(Ineffective::AlreadyDone);
            }
            Ok(with(state, |a| a.assisting.push(assistance(department))))
        }
        (
            _,
            K::Assisted {
                department,
                outcome,
                ..
            },
        ) => {
            assisting(assignment, department)?;
            Ok(with(state, |a| {
                for it in &mut a.assisting {
                    if it.department == *department {
                        it.outcome = Some(outcome.clone());
                    }
                }
            }))
        }
        (S::Dispatched(a), K::Started { department }) => {
            leading(a, department)?;
            Ok(S::Handling(a.clone()))
        }
        (S::Handling(a), K::Suspended { department, .. }) => {
            leading(a, department)?;
            Ok(S::Suspended(a.clone()))
        }
        (S::Suspended(a), K::Resumed { department }) => {
            leading(a, department)?;
            Ok(S::Handling(a.clone()))
        }
        (
            S::Dispatched(a) | S::Handling(a) | S::Suspended(a),
            K::ExtensionAsked {
                department,
                term,
                reason,
            },
        ) => {
            leading(a, department)?;
            Ok(with(state, |a| {
                a.asked = Some(Asked {
                    term: *term,
                    reason: reason.clone(),
                });
            }))
        }
        (S::Dispatched(_) | S::Handling(_) | S::Suspended(_), K::ExtensionGranted { .. }) => {
            Ok(with(state, |a| a.asked = None))
        }
        (S::Dispatched(a) | S::Handling(a) | S::Suspended(a), K::ExtensionDeclined { .. }) => {
            match a.asked {
                Some(_) => Ok(with(state, |a| a.asked = None)),
                None => Err(Ineffective::NothingThere),
            }
        }
        (
            S::Handling(a),
            K::ReportedBack {
                department,
                outcome,
                adoption,
                ..
            },
        ) => {
            leading(a, department)?;
            let answer = Answer {
                outcome: outcome.clone(),
                adoption: *adoption,
                by: step.by.clone(),
            };
            let done = Assignment {
                asked: None,
                ..a.clone()
            };
            Ok(S::Handled(done, answer))
        }
        _ => Err(wrong(state)),
    }
}

/// What a check on the spot comes to.
fn checked(state: &State, assignment: &Assignment, check: &StepKind) -> State {
    let answer = state.answer().cloned();
    match (check, answer) {
        (StepKind::CheckPassed { .. }, Some(answer)) => {
            State::Checked(assignment.clone(), answer, None)
        }
        (StepKind::PartlySolved { remaining, .. }, Some(answer)) => {
            State::Checked(assignment.clone(), answer, Some(*remaining))
        }
        _ => State::Handling(assignment.clone()),
    }
}

fn assignment(
    department: &DepartmentId,
    assisting: &[DepartmentId],
    term: Term,
    since: Timestamp,
) -> Assignment {
    let others = assisting.iter().filter(|other| *other != department);
    let mut assignment = Assignment {
        department: department.clone(),
        since,
        term,
        assisting: Vec::new(),
        asked: None,
    };
    for other in others {
        if !assignment.is_assisted_by(other) {
            assignment.assisting.push(assistance(other));
        }
    }
    assignment
}

fn assistance(department: &DepartmentId) -> Assistance {
    Assistance {
        department: department.clone(),
        outcome: None,
    }
}

/// The same state with its assignment changed.
fn with(state: &State, change: impl FnOnce(&mut Assignment)) -> State {
    let mut state = state.clone();
    if let State::Dispatched(a)
    | State::Handling(a)
    | State::Suspended(a)
    | State::Handled(a, _)
    | State::Checked(a, ..) = &mut state
    {
        change(a);
    }
    state
}

fn leading(assignment: &Assignment, department: &DepartmentId) -> Result<(), Ineffective> {
    if &assignment.department == department {
        Ok(())
    } else {
        Err(Ineffective::OtherDepartment {
            assigned: assignment.department.clone(),
        })
    }
}

fn assisting(assignment: &Assignment, department: &DepartmentId) -> Result<(), Ineffective> {
    if assignment.is_assisted_by(department) {
        Ok(())
    } else {
        Err(Ineffective::OtherDepartment {
            assigned: assignment.department.clone(),
        })
    }
}

const fn wrong(state: &State) -> Ineffective {
    Ineffective::WrongStage {
        stage: state.stage(),
    }
}
