//! What waits for whom: one rule for the page of today, the list and the number on the bar.

use gridloop_shared::model::{CaseRow, Principal, Role, Timestamp};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::workflow::Stage;

/// Whether the next step of the case is this person's.
pub fn awaits(principal: &Principal, row: &CaseRow) -> bool {
    match row.stage {
        Stage::Reported | Stage::Accepted | Stage::Checked => principal.has(Role::Supervisor),
        Stage::Dispatched | Stage::Handling => row
            .department
            .as_ref()
            .is_some_and(|own| principal.departments().any(|department| department == own)),
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

/// Until when the department has time, while its time runs.
pub fn running_due(row: &CaseRow) -> Option<Timestamp> {
    row.due.filter(|_| row.stage.is_with_department())
}

/// Whether the department's time is over.
pub fn is_overdue(row: &CaseRow, now: Timestamp) -> bool {
    running_due(row).is_some_and(|due| due < now)
}

/// Whether the department's time ends today.
pub fn is_due_today(row: &CaseRow, now: Timestamp) -> bool {
    running_due(row).is_some_and(|due| due >= now && crate::format::same_day(due, now))
}
