//! One attributed, immutable entry of a case's follow-up.

use crate::model::{
    Adoption, CaseId, CommandId, DepartmentId, DeviceId, FieldName, PersonId, Photo, Rating,
    Timestamp,
};

/// A step: who did what, when, on which device.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The act that became this step; the step's key in the document.
    pub id: CommandId,
    /// Who.
    pub by: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// When, by that device's clock. For people to read; it decides nothing.
    pub at: Timestamp,
    /// What.
    pub kind: StepKind,
}

/// What was done. In the past tense: it has happened, whether or not it takes effect.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind {
    /// 上报
    Reported {
        /// What the reporter photographed.
        photos: Vec<Photo>,
    },
    /// 受理
    Accepted,
    /// 不予受理
    Rejected {
        /// Why, for the reporter to read.
        reason: String,
    },
    /// 派遣
    Dispatched {
        /// To whom.
        department: DepartmentId,
        /// Until when it is to be handled.
        due: Timestamp,
    },
    /// 退单
    HandedBack {
        /// Who hands it back.
        department: DepartmentId,
        /// Why.
        reason: String,
        /// Who should have it instead.
        suggested: Option<DepartmentId>,
    },
    /// 开始处置
    Started {
        /// Who handles it.
        department: DepartmentId,
    },
    /// 挂账
    Suspended {
        /// Who suspends it.
        department: DepartmentId,
        /// Why.
        reason: String,
    },
    /// 恢复处置
    Resumed {
        /// Who resumes it.
        department: DepartmentId,
    },
    /// 申请延期
    ExtensionAsked {
        /// Who asks.
        department: DepartmentId,
        /// Until when.
        until: Timestamp,
        /// Why.
        reason: String,
    },
    /// 同意延期
    ExtensionGranted {
        /// The new deadline.
        due: Timestamp,
    },
    /// 处置反馈
    ReportedBack {
        /// Who handled it.
        department: DepartmentId,
        /// What was done.
        outcome: String,
        /// What became of an observation.
        adoption: Option<Adoption>,
        /// What it looks like now.
        photos: Vec<Photo>,
    },
    /// 核查通过
    CheckPassed {
        /// What was found on the spot.
        note: String,
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 核查不通过
    CheckFailed {
        /// What is not solved.
        reason: String,
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 结案
    Closed,
    /// 评价
    Rated {
        /// How the reporter found the answer.
        rating: Rating,
        /// In the reporter's words. May be empty.
        comment: String,
    },
    /// 已查看答复
    AnswerSeen,
    /// 重开
    Reopened {
        /// Why.
        reason: String,
    },
    /// 并案
    Merged {
        /// The case that goes on.
        into: CaseId,
    },
    /// 备注
    Commented {
        /// What was said.
        text: String,
    },
    /// 更正
    Corrected {
        /// The field whose value this same act wrote.
        field: FieldName,
        /// What it says from now on.
        value: String,
    },
    /// A kind that a newer version wrote. Kept, shown as unknown, without effect.
    Unknown,
}

impl StepKind {
    /// The photos that the step refers to.
    #[must_use]
    pub fn photos(&self) -> &[Photo] {
        match self {
            Self::Reported { photos }
            | Self::ReportedBack { photos, .. }
            | Self::CheckPassed { photos, .. }
            | Self::CheckFailed { photos, .. } => photos,
            _ => &[],
        }
    }
}
