//! What people can do, and what becomes of it.
//!
//! A [`Command`] is an intention, in the imperative. [`decide`] holds it against the case, the policy and the workflow,
//! and answers with the [`Writes`] that [`crate::crdt`] turns into exactly one change.

mod decide;
mod offers;
mod refusal;

use serde::{Deserialize, Serialize};

pub use decide::{Founding, Writes, check_field, decide, decide_report};
pub use offers::{offer, offers};
pub use refusal::Refusal;

use crate::model::{
    Adoption, Area, CaseId, CategoryId, CommandId, DepartmentId, FieldName, Photo, Position,
    Rating, Source, Timestamp,
};

/// One person's act on one case, as it stands in the journal of the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// Which act. Doing the same act again is not a second act.
    pub id: CommandId,
    /// On which case.
    pub case: CaseId,
    /// When, by the device's clock.
    pub at: Timestamp,
    /// What.
    pub command: Command,
}

/// What is reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How it came to be known.
    pub source: Source,
    /// What it is about.
    pub category: CategoryId,
    /// Community and grid.
    pub area: Area,
    /// Road, number, stairwell.
    pub address: String,
    /// Measured position.
    pub position: Option<Position>,
    /// What was seen.
    pub description: String,
    /// What was photographed.
    pub photos: Vec<Photo>,
}

/// An intention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 上报
    Report(Report),
    /// 受理
    Accept,
    /// 不予受理
    Reject {
        /// Why, for the reporter to read.
        reason: String,
    },
    /// 派遣
    Dispatch {
        /// To whom.
        department: DepartmentId,
        /// Until when.
        due: Timestamp,
    },
    /// 退单
    HandBack {
        /// Why.
        reason: String,
        /// Who should have it instead.
        suggested: Option<DepartmentId>,
    },
    /// 开始处置
    Start,
    /// 处置反馈
    ReportBack {
        /// What was done.
        outcome: String,
        /// What became of an observation: always given for one, never for another case.
        adoption: Option<Adoption>,
        /// What it looks like now.
        photos: Vec<Photo>,
    },
    /// 核查通过
    PassCheck {
        /// What was found. May be empty.
        note: String,
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 核查不通过
    FailCheck {
        /// What is not solved.
        reason: String,
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 结案
    Close,
    /// 评价
    Rate {
        /// How the answer was found.
        rating: Rating,
        /// In the reporter's words. May be empty.
        comment: String,
    },
    /// 查看答复
    SeeAnswer,
    /// 备注
    Comment {
        /// What is said.
        text: String,
    },
    /// 更正: also how one of several concurrent values is chosen.
    Correct {
        /// Which field.
        field: FieldName,
        /// What it is to say.
        value: String,
    },
}
