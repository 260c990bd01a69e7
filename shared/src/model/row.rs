//! One line of a list: all that a list shows of a case, so that no document is loaded to draw one.

use serde::{Deserialize, Serialize};

use super::{
    Area, Case, CaseId, CategoryId, DepartmentId, ObservationPointId, PersonId, PhotoHash, Rating,
    Source, Timestamp,
};
use crate::workflow::{Clock, Clocks, Stage, Step};

/// How many characters of the description a row keeps.
pub const EXCERPT_CHARS: usize = 80;

/// The projection of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// Which case.
    pub id: CaseId,
    /// Its stage.
    pub stage: Stage,
    /// How it came to be known.
    pub source: Source,
    /// What it is about.
    pub category: CategoryId,
    /// Community and grid.
    pub area: Area,
    /// Road, number, stairwell.
    pub address: String,
    /// The first characters of the description.
    pub excerpt: String,
    /// Who reported it.
    pub reporter: PersonId,
    /// At which observation point.
    pub observation_point: Option<ObservationPointId>,
    /// Who has it, if it was dispatched.
    pub department: Option<DepartmentId>,
    /// Who assists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisting: Vec<DepartmentId>,
    /// Who of them has yet to report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaited: Vec<DepartmentId>,
    /// Whether more time is asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
    /// What it waits for, and since when.
    #[serde(default)]
    pub clock: Option<Clock>,
    /// Since when its reporter waits for a first contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncontacted: Option<Timestamp>,
    /// Device time of the report.
    pub reported_at: Timestamp,
    /// The first photo.
    pub photo: Option<PhotoHash>,
    /// How many photos there are.
    pub photos: u32,
    /// Whether people disagree about a field.
    pub contested: bool,
    /// How many steps did not take effect and wait to be looked at.
    pub ineffective: u32,
    /// What the reporter thinks of the answer.
    pub rating: Option<Rating>,
    /// Whether the reporter has seen the answer.
    pub answer_seen: bool,
}

impl CaseRow {
    /// The row of a case. `at` says when a step was done, by the server's clock if the server knows of it.
    #[must_use]
    pub fn of(case: &Case, at: impl Fn(&Step) -> Timestamp) -> Self {
        let follow_up = &case.follow_up;
        let clocks = Clocks::of(follow_up, at);
        let assignment = follow_up.state.assignment();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            id: case.id,
            stage: follow_up.state.stage(),
            source: case.source,
            category: case.category.value().clone(),
            area: case.area.value().clone(),
            address: case.address.value().clone(),
            excerpt: case
                .description
                .value()
                .chars()
                .take(EXCERPT_CHARS)
                .collect(),
            reporter: case.reporter.clone(),
            observation_point: case.observation_point.clone(),
            department: assignment.map(|assignment| assignment.department.clone()),
            assisting: assignment.map_or_else(Vec::new, |assignment| {
                let assisting = assignment.assisting.iter();
                assisting.map(|it| it.department.clone()).collect()
            }),
            awaited: assignment.map_or_else(Vec::new, |assignment| {
                assignment.awaited().cloned().collect()
            }),
            asked: assignment.is_some_and(|assignment| assignment.asked.is_some()),
            clock: clocks.stage,
            uncontacted: clocks.contact.map(|clock| clock.since),
            reported_at: follow_up.reported_at(),
            photo: case.photos().next().map(|photo| photo.hash.clone()),
            photos: count(case.photos().count()),
            contested: case.contested().next().is_some(),
            ineffective: count(follow_up.conflicts().count()),
            rating: follow_up.state.rating(),
            answer_seen: follow_up.answer_seen,
        }
    }

    /// Whether the case waits for its reporter to look at the answer.
    #[must_use]
    pub fn is_answered_unseen(&self) -> bool {
        matches!(self.stage, Stage::Closed | Stage::Rejected | Stage::Merged) && !self.answer_seen
    }
}
