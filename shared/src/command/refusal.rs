//! Why an act cannot be done. Nothing has been written then.

use crate::form::Problem;
use crate::policy::Denied;
use crate::workflow::Ineffective;

/// Why an act cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this person.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Not at this point of the road.
    #[error(transparent)]
    NotNow(#[from] Ineffective),
    /// Only an observation is handled in this way.
    #[error("only an observation is handled in this way")]
    NoObservation,
    /// Something is missing or too long.
    #[error("{field}: {problem}")]
    Invalid {
        /// Which part of the command.
        field: &'static str,
        /// What is wrong with it.
        problem: Problem,
    },
}

impl Refusal {
    /// For `map_err` at the part of the command that is wrong.
    pub(super) const fn at(field: &'static str) -> impl Fn(Problem) -> Self {
        move |problem| Self::Invalid { field, problem }
    }
}
