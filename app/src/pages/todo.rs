//! What waits for whom: one rule for the page of today, the list and the number on the bar.

use gridloop_shared::deadline::Due;
use gridloop_shared::model::{CaseRow, Principal, Role, Timestamp};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::workflow::Stage;

use crate::format::{Names, same_day};

/// Whether the next step of the case is this person's.
pub fn awaits(principal: &Principal, row: &CaseRow) -> bool {
    match row.stage {
        Stage::Reported | Stage::Accepted | Stage::Checked => principal.has(Role::Supervisor),
        Stage::Returned => row.reporter == principal.person,
        Stage::Dispatched | Stage::Handling => {
            let mut own = principal.departments();
            own.any(|own| row.department.as_ref() == Some(own) || row.assisting.contains(own))
        }
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

/// The deadline of what the case waits for, while it runs.
pub fn running_due(names: &Names, row: &CaseRow) -> Option<Due> {
    names.due(row).filter(|due| !due.paused)
}

/// Whether what the case waits for is over its time.
pub fn is_overdue(names: &Names, row: &CaseRow, now: Timestamp) -> bool {
    running_due(names, row).is_some_and(|due| due.due < now)
}

/// Whether the time for what the case waits for ends today.
pub fn is_due_today(names: &Names, row: &CaseRow, now: Timestamp) -> bool {
    running_due(names, row).is_some_and(|due| due.due >= now && same_day(due.due, now))
}
