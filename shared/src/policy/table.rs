//! The table: action by action, which role in which relation to the case may.

use super::{Action, Facts};
use crate::model::{Grant, Principal, Role, Scope};

/// What a grant has to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The person reported it.
    Reporter,
    /// It lies in the person's grid or community.
    Ground,
    /// It was observed at the person's observation point.
    ObservationPoint,
    /// The person's department has it.
    Department,
    /// The person's department assists the one that has it.
    Assisting,
    /// The person's department was given it once.
    FormerDepartment,
    /// It is in the subdistrict that the person oversees.
    Subdistrict,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The case is none of theirs: to them it does not exist.
    #[error("no such case")]
    OutOfScope,
    /// They see it, but this is for others to do.
    #[error("this is for others to do")]
    NotYours,
}

use Relation as In;
use Role::{Admin, Committee, GridWorker, Handler, Observer, Supervisor, System};

/// Role and relation that may take an action.
type May = (Role, Relation);

const VIEWERS: &[May] = &[
    (GridWorker, In::Reporter),
    (GridWorker, In::Ground),
    (Observer, In::Reporter),
    (Observer, In::ObservationPoint),
    (Committee, In::Reporter),
    (Committee, In::Ground),
    (Handler, In::Reporter),
    (Handler, In::Department),
    (Handler, In::Assisting),
    (Supervisor, In::Subdistrict),
    (Admin, In::Subdistrict),
    (System, In::Subdistrict),
];

const REPORTERS: &[May] = &[
    (GridWorker, In::Reporter),
    (Observer, In::Reporter),
    (Committee, In::Reporter),
    (Handler, In::Reporter),
    (Supervisor, In::Reporter),
];

const THE_DEPARTMENT: &[May] = &[(Handler, In::Department), (Handler, In::FormerDepartment)];

/// Whoever has it, and whoever assists.
const ALL_DEPARTMENTS: &[May] = &[
    (Handler, In::Department),
    (Handler, In::Assisting),
    (Handler, In::FormerDepartment),
];

/// The departments with a case, those who know its people, and the supervisor.
const MEDIATORS: &[May] = &[
    (Handler, In::Department),
    (Handler, In::Assisting),
    (Handler, In::FormerDepartment),
    (Committee, In::Ground),
    (Supervisor, In::Subdistrict),
];

/// Whoever is to talk to the reporter.
const CONTACTS: &[May] = &[
    (Handler, In::Department),
    (Handler, In::Assisting),
    (Handler, In::FormerDepartment),
    (Supervisor, In::Subdistrict),
];

/// The server itself.
const THE_SYSTEM: &[May] = &[(System, In::Subdistrict)];

const SUPERVISORS: &[May] = &[(Supervisor, In::Subdistrict)];

/// An independent check: who reported it, or who walks the ground.
const CHECKERS: &[May] = &[
    (GridWorker, In::Reporter),
    (GridWorker, In::Ground),
    (Observer, In::Reporter),
    (Committee, In::Reporter),
    (Supervisor, In::Subdistrict),
];

const fn table(action: Action) -> &'static [May] {
    match action {
        Action::View | Action::Comment => VIEWERS,
        Action::Report | Action::Resubmit | Action::Rate | Action::SeeAnswer => REPORTERS,
        Action::Accept
        | Action::Reject
        | Action::Return
        | Action::Dispatch
        | Action::Reassign
        | Action::CallAssistance
        | Action::ReleaseAssistance
        | Action::GrantExtension
        | Action::DeclineExtension
        | Action::PassUp
        | Action::TakeUp
        | Action::Close
        | Action::Merge
        | Action::Review => SUPERVISORS,
        Action::Contact => CONTACTS,
        Action::HandBack | Action::Assist => ALL_DEPARTMENTS,
        Action::Start
        | Action::Suspend
        | Action::Resume
        | Action::AskExtension
        | Action::ReportBack => THE_DEPARTMENT,
        Action::OpenMediation | Action::HoldMediation | Action::EndMediation => MEDIATORS,
        Action::PassCheck | Action::FailCheck | Action::PassPartly => CHECKERS,
        Action::Answer | Action::Remind => THE_SYSTEM,
        Action::Correct | Action::Reopen => &[
            (GridWorker, In::Reporter),
            (Observer, In::Reporter),
            (Committee, In::Reporter),
            (Handler, In::Reporter),
            (Supervisor, In::Subdistrict),
        ],
    }
}

/// What one grant has to do with a case.
pub fn relations<'a>(
    principal: &'a Principal,
    grant: &'a Grant,
    facts: &'a Facts,
) -> impl Iterator<Item = Relation> + 'a {
    let scoped = match &grant.scope {
        Scope::Subdistrict => Some(In::Subdistrict),
        Scope::Communities(communities) => communities
            .contains(&facts.area.community)
            .then_some(In::Ground),
        Scope::Grids(grids) => facts
            .area
            .grid
            .as_ref()
            .is_some_and(|grid| grids.contains(grid))
            .then_some(In::Ground),
        Scope::Department(department) if facts.department.as_ref() == Some(department) => {
            Some(In::Department)
        }
        Scope::Department(department) if facts.assisting.contains(department) => {
            Some(In::Assisting)
        }
        Scope::Department(department) => facts
            .former_departments
            .contains(department)
            .then_some(In::FormerDepartment),
        Scope::ObservationPoint(point) => {
            (facts.observation_point.as_ref() == Some(point)).then_some(In::ObservationPoint)
        }
    };
    let own = (facts.reporter == principal.person).then_some(In::Reporter);
    own.into_iter().chain(scoped)
}

/// Whether somebody may take an action on a case.
///
/// # Errors
/// [`Denied::OutOfScope`] when they may not even read it, so that its existence does not leak.
pub fn permits(principal: &Principal, action: Action, facts: &Facts) -> Result<(), Denied> {
    let allowed = |action| {
        principal.grants.iter().any(|grant| {
            relations(principal, grant, facts)
                .any(|relation| table(action).contains(&(grant.role, relation)))
        })
    };
    if allowed(action) {
        Ok(())
    } else if allowed(Action::View) {
        Err(Denied::NotYours)
    } else {
        Err(Denied::OutOfScope)
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
