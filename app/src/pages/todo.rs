//! What waits for whom: one rule for the page of today, the list and the number on the bar.

use gridloop_shared::model::{CaseRow, Principal, Role, Timestamp};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::workflow::Stage;

use crate::format::{Names, same_day};

/// Whether the next step of the case is this person's.
pub fn awaits(principal: &Principal, row: &CaseRow) -> bool {
    let owes = |department| principal.departments().any(|own| own == department);
    if row.awaited.iter().any(owes) || (row.asked && principal.has(Role::Supervisor)) {
        return true;
    }
    match row.stage {
        // It waits for those that assist.
        Stage::Checked if !row.awaited.is_empty() => false,
        Stage::Reported | Stage::Accepted | Stage::Checked => principal.has(Role::Supervisor),
        Stage::Returned => row.reporter == principal.person,
        Stage::Dispatched | Stage::Handling => row.department.as_ref().is_some_and(owes),
        Stage::Handled => {
            principal.walks() && permits(principal, Action::PassCheck, &Facts::from(row)).is_ok()
        }
        Stage::Suspended | Stage::Closed | Stage::Rejected | Stage::Merged => false,
    }
}

/// Whether there is an answer for this person to read or to rate.
pub fn answered(principal: &Principal, row: &CaseRow) -> bool {
    let unrated = row.stage == Stage::Closed && row.rating.is_none();
    row.reporter == principal.person && (row.is_answered_unseen() || unrated)
}

/// How what the case waits for stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// Over.
    Overdue,
    /// Its time ends today.
    Today,
    /// Later, or no time runs.
    Later,
}

/// How what the case waits for stands in time.
pub fn in_time(names: &Names, row: &CaseRow, now: Timestamp) -> InTime {
    match names.due_at(row) {
        Some(due) if due < now => InTime::Overdue,
        Some(due) if same_day(due, now) => InTime::Today,
        _ => InTime::Later,
    }
}
