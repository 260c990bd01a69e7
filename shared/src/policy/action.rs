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
    /// 派遣
    Dispatch,
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
    /// 处置反馈
    ReportBack,
    /// 核查通过
    PassCheck,
    /// 核查不通过
    FailCheck,
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
    /// 备注
    Comment,
    /// 更正
    Correct,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::View,
        Self::Report,
        Self::Accept,
        Self::Reject,
        Self::Dispatch,
        Self::HandBack,
        Self::Start,
        Self::Suspend,
        Self::Resume,
        Self::AskExtension,
        Self::GrantExtension,
        Self::ReportBack,
        Self::PassCheck,
        Self::FailCheck,
        Self::Close,
        Self::Rate,
        Self::SeeAnswer,
        Self::Reopen,
        Self::Merge,
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
            StepKind::Dispatched { .. } => Self::Dispatch,
            StepKind::HandedBack { .. } => Self::HandBack,
            StepKind::Started { .. } => Self::Start,
            StepKind::Suspended { .. } => Self::Suspend,
            StepKind::Resumed { .. } => Self::Resume,
            StepKind::ExtensionAsked { .. } => Self::AskExtension,
            StepKind::ExtensionGranted { .. } => Self::GrantExtension,
            StepKind::ReportedBack { .. } => Self::ReportBack,
            StepKind::CheckPassed { .. } => Self::PassCheck,
            StepKind::CheckFailed { .. } => Self::FailCheck,
            StepKind::Closed => Self::Close,
            StepKind::Rated { .. } => Self::Rate,
            StepKind::AnswerSeen => Self::SeeAnswer,
            StepKind::Reopened { .. } => Self::Reopen,
            StepKind::Merged { .. } => Self::Merge,
            StepKind::Commented { .. } => Self::Comment,
            StepKind::Corrected { .. } => Self::Correct,
            StepKind::Unknown => return None,
        })
    }
}
