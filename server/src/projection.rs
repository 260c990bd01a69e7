//! What is kept of a case beside its document, so that neither the policy nor a list has to open it.

use gridloop_shared::model::{Case, CaseRow, PhotoHash};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, arrived};
use gridloop_shared::workflow::StepKind;

/// The sides of a case that are kept apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// What the policy asks.
    pub facts: Facts,
    /// The list row.
    pub row: CaseRow,
}

impl Projection {
    /// The projection of a case of which the acts arrived then.
    pub fn of(case: &Case, arrivals: &[Arrival]) -> Self {
        Self {
            facts: Facts::from(case),
            row: CaseRow::of(case, arrived(arrivals)),
        }
    }
}

/// The photos that a step refers to.
pub fn photos(step: &StepKind) -> Vec<PhotoHash> {
    step.photos()
        .iter()
        .map(|photo| photo.hash.clone())
        .collect()
}
