//! Where a case stands. A state carries what is only known in it.

use serde::{Deserialize, Serialize};

use crate::model::{Adoption, CaseId, DepartmentId, PersonId, Rating, Term, Timestamp};

/// The name of a state, for lists and filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已上报
    Reported,
    /// 待补正
    Returned,
    /// 已受理
    Accepted,
    /// 不予受理
    Rejected,
    /// 已并案
    Merged,
    /// 已派遣
    Dispatched,
    /// 处置中
    Handling,
    /// 挂账
    Suspended,
    /// 待核查
    Handled,
    /// 已核查
    Checked,
    /// 已结案
    Closed,
}

impl Stage {
    /// All stages, in the order of the road.
    pub const ALL: [Self; 11] = [
        Self::Reported,
        Self::Returned,
        Self::Accepted,
        Self::Dispatched,
        Self::Handling,
        Self::Suspended,
        Self::Handled,
        Self::Checked,
        Self::Closed,
        Self::Rejected,
        Self::Merged,
    ];

    /// Whether nothing more is to be done but to read the answer.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Merged)
    }

    /// Whether a department has it and its deadline runs.
    #[must_use]
    pub const fn is_with_department(self) -> bool {
        matches!(self, Self::Dispatched | Self::Handling | Self::Suspended)
    }
}

/// Who has the case, since when and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Who leads.
    pub department: DepartmentId,
    /// Since when, by the dispatcher's device.
    pub since: Timestamp,
    /// For how long, as the dispatch says.
    pub term: Term,
    /// Who assists.
    pub assisting: Vec<Assistance>,
    /// More time that was asked for and not answered.
    pub asked: Option<Asked>,
}

/// A department that assists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assistance {
    /// Who.
    pub department: DepartmentId,
    /// What they did, once they have said so.
    pub outcome: Option<String>,
}

/// More time, asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How much more, or until when.
    pub term: Term,
    /// Why.
    pub reason: String,
}

impl Assignment {
    /// Whether a department assists.
    #[must_use]
    pub fn is_assisted_by(&self, department: &DepartmentId) -> bool {
        self.assisting.iter().any(|it| it.department == *department)
    }

    /// The departments that have yet to say what they did to assist.
    pub fn awaited(&self) -> impl Iterator<Item = &DepartmentId> {
        let silent = self.assisting.iter().filter(|it| it.outcome.is_none());
        silent.map(|it| &it.department)
    }
}

/// What the department says it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In words.
    pub outcome: String,
    /// What became of an observation.
    pub adoption: Option<Adoption>,
    /// Who answered.
    pub by: PersonId,
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Waits for a supervisor.
    Reported,
    /// Waits for its reporter to put it right.
    Returned {
        /// What is to be put right.
        reason: String,
    },
    /// Waits to be dispatched.
    Accepted,
    /// Ended: not taken on, and why.
    Rejected {
        /// For the reporter to read.
        reason: String,
    },
    /// Ended: goes on in another case.
    Merged {
        /// The case that goes on.
        into: CaseId,
        /// What came of it there.
        answer: Option<Answer>,
    },
    /// Waits for the department to start.
    Dispatched(Assignment),
    /// The department is at it.
    Handling(Assignment),
    /// The department waits for something.
    Suspended(Assignment),
    /// Waits for a check on the spot.
    Handled(Assignment, Answer),
    /// Waits to be closed. What remained to be solved, if anything did, goes on in another case.
    Checked(Assignment, Answer, Option<CaseId>),
    /// Ended, with an answer.
    Closed {
        /// Who had it.
        assignment: Assignment,
        /// What they did.
        answer: Answer,
        /// Where what remained to be solved goes on.
        remaining: Option<CaseId>,
        /// What the reporter thinks of it.
        rating: Option<Rating>,
    },
}

impl State {
    /// The name of the state.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Reported => Stage::Reported,
            Self::Returned { .. } => Stage::Returned,
            Self::Accepted => Stage::Accepted,
            Self::Rejected { .. } => Stage::Rejected,
            Self::Merged { .. } => Stage::Merged,
            Self::Dispatched(_) => Stage::Dispatched,
            Self::Handling(_) => Stage::Handling,
            Self::Suspended(_) => Stage::Suspended,
            Self::Handled(..) => Stage::Handled,
            Self::Checked(..) => Stage::Checked,
            Self::Closed { .. } => Stage::Closed,
        }
    }

    /// Who has it, or had it last.
    #[must_use]
    pub const fn assignment(&self) -> Option<&Assignment> {
        match self {
            Self::Reported
            | Self::Returned { .. }
            | Self::Accepted
            | Self::Rejected { .. }
            | Self::Merged { .. } => None,
            Self::Dispatched(assignment)
            | Self::Handling(assignment)
            | Self::Suspended(assignment)
            | Self::Handled(assignment, _)
            | Self::Checked(assignment, ..)
            | Self::Closed { assignment, .. } => Some(assignment),
        }
    }

    /// What the department says it did.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Handled(_, answer)
            | Self::Checked(_, answer, _)
            | Self::Closed { answer, .. }
            | Self::Merged {
                answer: Some(answer),
                ..
            } => Some(answer),
            _ => None,
        }
    }

    /// The case in which what remained to be solved goes on.
    #[must_use]
    pub const fn remaining(&self) -> Option<CaseId> {
        match self {
            Self::Checked(_, _, remaining) | Self::Closed { remaining, .. } => *remaining,
            _ => None,
        }
    }

    /// What the reporter thinks of it.
    #[must_use]
    pub const fn rating(&self) -> Option<Rating> {
        match self {
            Self::Closed { rating, .. } => *rating,
            _ => None,
        }
    }
}
