//! What the generator hands over: cases with their follow-up, in the words of the domain but bound to nobody's model.

use serde::Deserialize;

use crate::photo::DemoPhoto;

/// One case, from the report to the last step taken before `now`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoCase {
    /// How it came in.
    pub source: Source,
    /// Id of the person who reported it.
    pub reporter: String,
    /// For observations: id of the reporter's observation point.
    pub observation_point: Option<String>,
    /// When, in Unix ms.
    pub reported_at_ms: i64,
    /// Id of the community.
    pub community: String,
    /// Id of the grid.
    pub grid: String,
    /// Chinese address, made up.
    pub address: String,
    /// Where the phone thought it was; inside the grid.
    pub position: Fix,
    /// Id of the category.
    pub category: String,
    /// A few words.
    pub title: String,
    /// What was found.
    pub description: String,
    /// Taken when reporting.
    pub photos: Vec<DemoPhoto>,
    /// The follow-up, in the order of time.
    pub steps: Vec<DemoStep>,
}

/// How a case came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 网格巡查, by a grid worker of the grid.
    Patrol,
    /// 法治观察, by an observer.
    Observation,
    /// 12345 热线, entered by a supervisor.
    Hotline,
    /// 来访, entered by the residents' committee.
    Visit,
    /// 企业服务, entered by a supervisor.
    Enterprise,
}

/// A position as a phone gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix {
    /// Degrees north, WGS-84.
    pub lat: f64,
    /// Degrees east, WGS-84.
    pub lon: f64,
    /// Radius of the likely error in metres.
    pub accuracy_m: f64,
}

/// One entry of the follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoStep {
    /// Id of the person who did it.
    pub actor: String,
    /// When, in Unix ms; later than the step before and before `now`.
    pub at_ms: i64,
    /// What was done.
    pub kind: DemoStepKind,
}

/// What can be done in the follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoStepKind {
    /// 受理
    Accepted,
    /// 不予受理
    Rejected {
        /// Why, in Chinese.
        reason: String,
    },
    /// 派遣
    Dispatched {
        /// Id of the department.
        department: String,
        /// Unix ms: so many working days later, without statutory holidays.
        due_ms: i64,
    },
    /// 退回, by the handler: the case is accepted again and waits for its next dispatch.
    HandedBack {
        /// Why, in Chinese.
        reason: String,
        /// Id of the department that should have it.
        suggested: String,
    },
    /// 开始处置
    Started,
    /// 处置反馈
    ReportedBack {
        /// What was done, in Chinese.
        outcome: String,
        /// For observations: what became of the suggestion.
        decision: Option<Decision>,
        /// Taken when it was done, at the time of the step.
        photos: Vec<DemoPhoto>,
    },
    /// 核查通过
    CheckPassed {
        /// What the check found, in Chinese.
        note: String,
    },
    /// 核查不通过: back to handling.
    CheckFailed {
        /// Why, in Chinese.
        reason: String,
        /// Taken at the check, at the time of the step.
        photos: Vec<DemoPhoto>,
    },
    /// 结案
    Closed,
    /// 评价, by the reporter.
    Rated {
        /// How content.
        rating: Rating,
        /// A remark in Chinese, may be empty.
        note: String,
    },
    /// The reporter has seen the answer.
    AnswerSeen,
}

/// What became of an observation's suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 采纳
    Adopted,
    /// 部分采纳
    PartlyAdopted,
    /// 不采纳
    Declined,
}

/// How content the reporter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rating {
    /// 满意
    Satisfied,
    /// 基本满意
    Partly,
    /// 不满意
    Not,
}

/// The states of the follow-up that the demo reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemoState {
    /// 已上报
    Reported,
    /// 已受理
    Accepted,
    /// 不予受理
    Rejected,
    /// 已派遣
    Dispatched,
    /// 处置中
    Handling,
    /// 待核查
    Handled,
    /// 已核查
    Checked,
    /// 已结案
    Closed,
}

impl DemoCase {
    /// The state after the last step, as the domain folds it; for choosing and testing, the server folds for itself.
    #[must_use]
    pub fn state(&self) -> DemoState {
        self.steps
            .iter()
            .fold(DemoState::Reported, |state, step| match step.kind {
                DemoStepKind::Accepted | DemoStepKind::HandedBack { .. } => DemoState::Accepted,
                DemoStepKind::Rejected { .. } => DemoState::Rejected,
                DemoStepKind::Dispatched { .. } => DemoState::Dispatched,
                DemoStepKind::Started | DemoStepKind::CheckFailed { .. } => DemoState::Handling,
                DemoStepKind::ReportedBack { .. } => DemoState::Handled,
                DemoStepKind::CheckPassed { .. } => DemoState::Checked,
                DemoStepKind::Closed => DemoState::Closed,
                DemoStepKind::Rated { .. } | DemoStepKind::AnswerSeen => state,
            })
    }

    /// The deadline of the latest dispatch in Unix ms, while the department still has to report back.
    #[must_use]
    pub fn due_ms(&self) -> Option<i64> {
        if !matches!(self.state(), DemoState::Dispatched | DemoState::Handling) {
            return None;
        }
        self.steps.iter().rev().find_map(|step| match step.kind {
            DemoStepKind::Dispatched { due_ms, .. } => Some(due_ms),
            _ => None,
        })
    }
}
