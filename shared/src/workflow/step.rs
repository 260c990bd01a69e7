//! One attributed, immutable entry of a case's follow-up.

use super::clock::{ClockKind, Urgency};
use crate::model::{
    Adoption, Authority, CaseId, CommandId, ContactWay, DepartmentId, DeviceId, FieldName, Fruit,
    MediationLevel, MediationOutcome, PersonId, Photo, Rating, Term, Timestamp,
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
        /// The case of which this is what remained to be solved.
        follows: Option<CaseId>,
    },
    /// 受理
    Accepted,
    /// 不予受理
    Rejected {
        /// Why, for the reporter to read.
        reason: String,
    },
    /// 退回补正
    Returned {
        /// What the reporter is to put right.
        reason: String,
    },
    /// 补正后提交
    Resubmitted,
    /// 先行联系
    Contacted {
        /// How the reporter was reached.
        way: ContactWay,
        /// What was said. May be empty.
        note: String,
    },
    /// 派遣
    Dispatched {
        /// Who leads.
        department: DepartmentId,
        /// Who assists, each with a report of its own.
        assisting: Vec<DepartmentId>,
        /// How much time there is to handle it.
        term: Term,
    },
    /// 改派: from one department to another in one act
    Reassigned {
        /// Who leads from now on.
        department: DepartmentId,
        /// Who assists from now on.
        assisting: Vec<DepartmentId>,
        /// How much time there is from now on.
        term: Term,
        /// Why.
        reason: String,
    },
    /// 增派协办
    AssistanceCalled {
        /// Who is to assist.
        department: DepartmentId,
    },
    /// 撤销协办
    AssistanceReleased {
        /// Who need not assist any more.
        department: DepartmentId,
    },
    /// 协办反馈
    Assisted {
        /// Who assisted.
        department: DepartmentId,
        /// What was done.
        outcome: String,
        /// What it looks like now.
        photos: Vec<Photo>,
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
        /// How much more, or until when.
        term: Term,
        /// Why.
        reason: String,
    },
    /// 同意延期
    ExtensionGranted {
        /// How much more, or until when.
        term: Term,
    },
    /// 不同意延期
    ExtensionDeclined {
        /// Why not.
        reason: String,
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
    /// 部分解决
    PartlySolved {
        /// What was found on the spot.
        note: String,
        /// What it looks like.
        photos: Vec<Photo>,
        /// The case in which what remains goes on.
        remaining: CaseId,
    },
    /// 启动调解
    MediationOpened {
        /// Who mediates.
        level: MediationLevel,
    },
    /// 调解一次
    MediationHeld {
        /// What was said.
        note: String,
        /// What was signed or seen.
        photos: Vec<Photo>,
    },
    /// 调解结束
    MediationEnded {
        /// How.
        outcome: MediationOutcome,
        /// What was agreed, or why not.
        note: String,
        /// The agreement.
        photos: Vec<Photo>,
    },
    /// 逐级上报
    PassedUp {
        /// To whom.
        to: Authority,
        /// Why.
        reason: String,
    },
    /// 转化
    TakenUp {
        /// Into what.
        fruit: Fruit,
        /// Its title.
        title: String,
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
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 并案
    Merged {
        /// The case that goes on.
        into: CaseId,
    },
    /// 并案答复: the answer of the case that went on, for whoever reported this one
    Answered {
        /// The case that was answered.
        of: CaseId,
        /// What was done there.
        outcome: String,
        /// What became of an observation.
        adoption: Option<Adoption>,
    },
    /// 督促: the server's own
    Reminded {
        /// Of which deadline.
        clock: ClockKind,
        /// How urgent it is.
        urgency: Urgency,
    },
    /// 冲突已处理: a step that took no effect was looked at
    Reviewed {
        /// Which step.
        step: CommandId,
        /// What was decided of it. May be empty.
        note: String,
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
            Self::Reported { photos, .. }
            | Self::Assisted { photos, .. }
            | Self::ReportedBack { photos, .. }
            | Self::CheckPassed { photos, .. }
            | Self::CheckFailed { photos, .. }
            | Self::PartlySolved { photos, .. }
            | Self::MediationHeld { photos, .. }
            | Self::MediationEnded { photos, .. }
            | Self::Reopened { photos, .. } => photos,
            _ => &[],
        }
    }

    /// The department in whose name the step is taken.
    #[must_use]
    pub const fn acting_department(&self) -> Option<&DepartmentId> {
        match self {
            Self::HandedBack { department, .. }
            | Self::Started { department }
            | Self::Suspended { department, .. }
            | Self::Resumed { department }
            | Self::ExtensionAsked { department, .. }
            | Self::Assisted { department, .. }
            | Self::ReportedBack { department, .. } => Some(department),
            _ => None,
        }
    }

    /// Every department that the step names.
    pub fn departments(&self) -> impl Iterator<Item = &DepartmentId> {
        let (one, more) = match self {
            Self::Dispatched {
                department,
                assisting,
                ..
            }
            | Self::Reassigned {
                department,
                assisting,
                ..
            } => (Some(department), &assisting[..]),
            Self::HandedBack {
                department,
                suggested,
                ..
            } => (Some(department), suggested.as_slice()),
            Self::AssistanceCalled { department } | Self::AssistanceReleased { department } => {
                (Some(department), &[][..])
            }
            _ => (self.acting_department(), &[][..]),
        };
        one.into_iter().chain(more)
    }

    /// The other case that the step speaks of.
    #[must_use]
    pub const fn other_case(&self) -> Option<CaseId> {
        match self {
            Self::Merged { into: other }
            | Self::Answered { of: other, .. }
            | Self::PartlySolved {
                remaining: other, ..
            } => Some(*other),
            Self::Reported { follows, .. } => *follows,
            _ => None,
        }
    }

    /// The time that the step gives or asks for.
    #[must_use]
    pub const fn term(&self) -> Option<Term> {
        match self {
            Self::Dispatched { term, .. }
            | Self::Reassigned { term, .. }
            | Self::ExtensionAsked { term, .. }
            | Self::ExtensionGranted { term } => Some(*term),
            _ => None,
        }
    }
}
