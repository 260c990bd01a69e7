//! The keys of what is half typed.

use gridloop_shared::model::CaseId;
use gridloop_shared::policy::Action;

/// The key of the form of a report.
pub const REPORT_DRAFT: &str = "report";

/// The key of the form of a step.
#[must_use]
pub fn step_draft_key(case: CaseId, action: Action) -> String {
    format!("{case}/{action:?}")
}
