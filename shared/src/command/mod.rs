//! What people can do, and what becomes of it.
//!
//! A [`Command`] is an intention, in the imperative. [`decide`] holds it against the case, the policy and the workflow,
//! and answers with the [`Writes`] that [`crate::crdt`] turns into exactly one change.

mod check;
mod decide;
mod kind;
mod offers;
mod refusal;

use serde::{Deserialize, Serialize};

pub use check::{check_field, check_step};
pub use decide::{Founding, Writes, decide, decide_report};
pub use kind::became;
pub use offers::{offer, offers};
pub use refusal::Refusal;

use crate::model::{
    Adoption, Area, Authority, CaseId, CategoryId, CommandId, ContactWay, DepartmentId, FieldName,
    Fruit, MediationLevel, MediationOutcome, Photo, Position, Rating, Source, Term, Timestamp,
};
use crate::workflow::{ClockKind, Urgency};

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
    /// The case of which this is what remained to be solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<CaseId>,
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
    /// 退回补正
    Return {
        /// What the reporter is to put right.
        reason: String,
    },
    /// 补正后提交
    Resubmit,
    /// 先行联系
    Contact {
        /// How.
        way: ContactWay,
        /// What was said. May be empty.
        note: String,
    },
    /// 派遣
    Dispatch {
        /// Who is to lead.
        department: DepartmentId,
        /// Who is to assist.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assisting: Vec<DepartmentId>,
        /// How much time there is. It was an instant, and called so, once.
        #[serde(alias = "due")]
        term: Term,
    },
    /// 改派
    Reassign {
        /// Who is to lead.
        department: DepartmentId,
        /// Who is to assist.
        assisting: Vec<DepartmentId>,
        /// How much time there is.
        term: Term,
        /// Why.
        reason: String,
    },
    /// 增派协办
    CallAssistance {
        /// Who is to assist.
        department: DepartmentId,
    },
    /// 撤销协办
    ReleaseAssistance {
        /// Who need not assist any more.
        department: DepartmentId,
    },
    /// 协办反馈
    Assist {
        /// What was done.
        outcome: String,
        /// What it looks like now.
        photos: Vec<Photo>,
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
    /// 挂账
    Suspend {
        /// Why.
        reason: String,
    },
    /// 恢复处置
    Resume,
    /// 申请延期
    AskExtension {
        /// How much more, or until when.
        term: Term,
        /// Why.
        reason: String,
    },
    /// 同意延期
    GrantExtension {
        /// How much more, or until when.
        term: Term,
    },
    /// 不同意延期
    DeclineExtension {
        /// Why not.
        reason: String,
    },
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
    /// 部分解决
    PassPartly {
        /// What was found. May be empty.
        note: String,
        /// What it looks like.
        photos: Vec<Photo>,
        /// The case in which what remains goes on.
        remaining: CaseId,
    },
    /// 启动调解
    OpenMediation {
        /// Who mediates.
        level: MediationLevel,
    },
    /// 调解一次
    HoldMediation {
        /// What was said.
        note: String,
        /// What was signed or seen.
        photos: Vec<Photo>,
    },
    /// 调解结束
    EndMediation {
        /// How.
        outcome: MediationOutcome,
        /// What was agreed, or why not.
        note: String,
        /// The agreement.
        photos: Vec<Photo>,
    },
    /// 逐级上报
    PassUp {
        /// To whom.
        to: Authority,
        /// Why.
        reason: String,
    },
    /// 转化
    TakeUp {
        /// Into what.
        fruit: Fruit,
        /// Its title.
        title: String,
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
    /// 重开
    Reopen {
        /// Why.
        reason: String,
        /// What it looks like.
        photos: Vec<Photo>,
    },
    /// 并案
    Merge {
        /// The case that is to go on.
        into: CaseId,
    },
    /// 并案答复
    Answer {
        /// The case that was answered.
        of: CaseId,
        /// What was done there.
        outcome: String,
        /// What became of an observation.
        adoption: Option<Adoption>,
    },
    /// 督促
    Remind {
        /// Of which deadline.
        clock: ClockKind,
        /// How urgent it is.
        urgency: Urgency,
    },
    /// 处理冲突: a step that took no effect was looked at
    Review {
        /// Which step.
        step: CommandId,
        /// What was decided of it. May be empty.
        note: String,
    },
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

impl Command {
    /// The photos that it names.
    #[must_use]
    pub fn photos(&self) -> &[Photo] {
        match self {
            Self::Report(report) => &report.photos,
            Self::Assist { photos, .. }
            | Self::ReportBack { photos, .. }
            | Self::PassCheck { photos, .. }
            | Self::FailCheck { photos, .. }
            | Self::PassPartly { photos, .. }
            | Self::HoldMediation { photos, .. }
            | Self::EndMediation { photos, .. }
            | Self::Reopen { photos, .. } => photos,
            Self::Accept
            | Self::Reject { .. }
            | Self::Return { .. }
            | Self::Resubmit
            | Self::Contact { .. }
            | Self::Dispatch { .. }
            | Self::Reassign { .. }
            | Self::CallAssistance { .. }
            | Self::ReleaseAssistance { .. }
            | Self::HandBack { .. }
            | Self::Start
            | Self::Suspend { .. }
            | Self::Resume
            | Self::AskExtension { .. }
            | Self::GrantExtension { .. }
            | Self::DeclineExtension { .. }
            | Self::OpenMediation { .. }
            | Self::PassUp { .. }
            | Self::TakeUp { .. }
            | Self::Close
            | Self::Rate { .. }
            | Self::SeeAnswer
            | Self::Merge { .. }
            | Self::Answer { .. }
            | Self::Remind { .. }
            | Self::Review { .. }
            | Self::Comment { .. }
            | Self::Correct { .. } => &[],
        }
    }
}
