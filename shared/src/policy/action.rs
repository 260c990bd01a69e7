//! What can be done to a case, as the policy names it.

use crate::workflow::StepKind;

/// An act on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Read it at all.
    View,
    /// 上报
    Report,
    /// 受理
    Accept,
    /// 不予受理
    Reject,
    /// 退回补正
    Return,
    /// 补正后提交
    Resubmit,
    /// 先行联系
    Contact,
    /// 派遣
    Dispatch,
    /// 改派
    Reassign,
    /// 增派协办
    CallAssistance,
    /// 撤销协办
    ReleaseAssistance,
    /// 协办反馈
    Assist,
    /// 退单
    HandBack,
    /// 开始处置
    Start,
    /// 挂账
    Suspend,
    /// 恢复
    Resume,
    /// 申请延期
    AskExtension,
    /// 同意延期
    GrantExtension,
    /// 不同意延期
    DeclineExtension,
    /// 处置反馈
    ReportBack,
    /// 核查通过
    PassCheck,
    /// 核查不通过
    FailCheck,
    /// 部分解决
    PassPartly,
    /// 启动调解
    OpenMediation,
    /// 记录调解
    HoldMediation,
    /// 调解结束
    EndMediation,
    /// 逐级上报
    PassUp,
    /// 转化
    TakeUp,
    /// 结案
    Close,
    /// 评价
    Rate,
    /// 查看答复
    SeeAnswer,
    /// 重开
    Reopen,
    /// 并案
    Merge,
    /// 并案答复
    Answer,
    /// 督促
    Remind,
    /// 处理冲突
    Review,
    /// 备注
    Comment,
    /// 更正
    Correct,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 38] = [
        Self::View,
        Self::Report,
        Self::Accept,
        Self::Reject,
        Self::Return,
        Self::Resubmit,
        Self::Contact,
        Self::Dispatch,
        Self::Reassign,
        Self::CallAssistance,
        Self::ReleaseAssistance,
        Self::Assist,
        Self::HandBack,
        Self::Start,
        Self::Suspend,
        Self::Resume,
        Self::AskExtension,
        Self::GrantExtension,
        Self::DeclineExtension,
        Self::ReportBack,
        Self::PassCheck,
        Self::FailCheck,
        Self::PassPartly,
        Self::OpenMediation,
        Self::HoldMediation,
        Self::EndMediation,
        Self::PassUp,
        Self::TakeUp,
        Self::Close,
        Self::Rate,
        Self::SeeAnswer,
        Self::Reopen,
        Self::Merge,
        Self::Answer,
        Self::Remind,
        Self::Review,
        Self::Comment,
        Self::Correct,
    ];

    /// The act that leaves this step, or none for a step that a newer version wrote.
    #[must_use]
    pub const fn of(step: &StepKind) -> Option<Self> {
        Some(match step {
            StepKind::Reported { .. } => Self::Report,
            StepKind::Accepted => Self::Accept,
            StepKind::Rejected { .. } => Self::Reject,
            StepKind::Returned { .. } => Self::Return,
            StepKind::Resubmitted => Self::Resubmit,
            StepKind::Contacted { .. } => Self::Contact,
            StepKind::Dispatched { .. } => Self::Dispatch,
            StepKind::Reassigned { .. } => Self::Reassign,
            StepKind::AssistanceCalled { .. } => Self::CallAssistance,
            StepKind::AssistanceReleased { .. } => Self::ReleaseAssistance,
            StepKind::Assisted { .. } => Self::Assist,
            StepKind::HandedBack { .. } => Self::HandBack,
            StepKind::Started { .. } => Self::Start,
            StepKind::Suspended { .. } => Self::Suspend,
            StepKind::Resumed { .. } => Self::Resume,
            StepKind::ExtensionAsked { .. } => Self::AskExtension,
            StepKind::ExtensionGranted { .. } => Self::GrantExtension,
            StepKind::ExtensionDeclined { .. } => Self::DeclineExtension,
            StepKind::ReportedBack { .. } => Self::ReportBack,
            StepKind::CheckPassed { .. } => Self::PassCheck,
            StepKind::CheckFailed { .. } => Self::FailCheck,
            StepKind::PartlySolved { .. } => Self::PassPartly,
            StepKind::MediationOpened { .. } => Self::OpenMediation,
            StepKind::MediationHeld { .. } => Self::HoldMediation,
            StepKind::MediationEnded { .. } => Self::EndMediation,
            StepKind::PassedUp { .. } => Self::PassUp,
            StepKind::TakenUp { .. } => Self::TakeUp,
            StepKind::Closed => Self::Close,
            StepKind::Rated { .. } => Self::Rate,
            StepKind::AnswerSeen => Self::SeeAnswer,
            StepKind::Reopened { .. } => Self::Reopen,
            StepKind::Merged { .. } => Self::Merge,
            StepKind::Answered { .. } => Self::Answer,
            StepKind::Reminded { .. } => Self::Remind,
            StepKind::Reviewed { .. } => Self::Review,
            StepKind::Commented { .. } => Self::Comment,
            StepKind::Corrected { .. } => Self::Correct,
            StepKind::Unknown => return None,
        })
    }
}
