//! From a command to the kind of step that it becomes.

use super::Command;
use crate::model::{Case, DepartmentId, Principal, Source};
use crate::workflow::{Stage, StepKind};

/// The kind of step that a later act of this person becomes, or none if it takes a department and they have none.
pub(super) fn kind(principal: &Principal, case: &Case, command: &Command) -> Option<StepKind> {
    let department = match command {
        Command::Assist { .. } => assisting_department(principal, case),
        Command::HandBack { .. } => handing_back(principal, case),
        _ => department_of(principal, case),
    };
    let mut kind = became(command.clone(), department)?;
    if let StepKind::ReportedBack { adoption, .. } = &mut kind
        && case.source != Source::Observation
    {
        *adoption = None;
    }
    Some(kind)
}

/// The kind of step that an act becomes when it is done for this department; none if it takes one and there is none.
#[must_use]
pub fn became(command: Command, department: Option<DepartmentId>) -> Option<StepKind> {
    Some(match command {
        Command::Report(report) => StepKind::Reported {
            photos: report.photos,
            follows: report.follows,
        },
        Command::Accept => StepKind::Accepted,
        Command::Reject { reason } => StepKind::Rejected {
            reason: trimmed(&reason),
        },
        Command::Return { reason } => StepKind::Returned {
            reason: trimmed(&reason),
        },
        Command::Resubmit => StepKind::Resubmitted,
        Command::Contact { way, note } => StepKind::Contacted {
            way,
            note: trimmed(&note),
        },
        Command::Dispatch {
            department,
            assisting,
            term,
        } => StepKind::Dispatched {
            assisting: others(assisting, &department),
            department,
            term,
        },
        Command::Reassign {
            department,
            assisting,
            term,
            reason,
        } => StepKind::Reassigned {
            assisting: others(assisting, &department),
            department,
            term,
            reason: trimmed(&reason),
        },
        Command::CallAssistance { department } => StepKind::AssistanceCalled { department },
        Command::ReleaseAssistance { department } => StepKind::AssistanceReleased { department },
        Command::Assist { outcome, photos } => StepKind::Assisted {
            department: department?,
            outcome: trimmed(&outcome),
            photos,
        },
        Command::HandBack { reason, suggested } => StepKind::HandedBack {
            department: department?,
            reason: trimmed(&reason),
            suggested,
        },
        Command::Start => StepKind::Started {
            department: department?,
        },
        Command::Suspend { reason } => StepKind::Suspended {
            department: department?,
            reason: trimmed(&reason),
        },
        Command::Resume => StepKind::Resumed {
            department: department?,
        },
        Command::AskExtension { term, reason } => StepKind::ExtensionAsked {
            department: department?,
            term,
            reason: trimmed(&reason),
        },
        Command::GrantExtension { term } => StepKind::ExtensionGranted { term },
        Command::DeclineExtension { reason } => StepKind::ExtensionDeclined {
            reason: trimmed(&reason),
        },
        Command::ReportBack {
            outcome,
            adoption,
            photos,
        } => StepKind::ReportedBack {
            department: department?,
            outcome: trimmed(&outcome),
            adoption,
            photos,
        },
        Command::PassCheck { note, photos } => StepKind::CheckPassed {
            note: trimmed(&note),
            photos,
        },
        Command::FailCheck { reason, photos } => StepKind::CheckFailed {
            reason: trimmed(&reason),
            photos,
        },
        Command::PassPartly {
            note,
            photos,
            remaining,
        } => StepKind::PartlySolved {
            note: trimmed(&note),
            photos,
            remaining,
        },
        Command::OpenMediation { level } => StepKind::MediationOpened { level },
        Command::HoldMediation { note, photos } => StepKind::MediationHeld {
            note: trimmed(&note),
            photos,
        },
        Command::EndMediation {
            outcome,
            note,
            photos,
        } => StepKind::MediationEnded {
            outcome,
            note: trimmed(&note),
            photos,
        },
        Command::PassUp { to, reason } => StepKind::PassedUp {
            to,
            reason: trimmed(&reason),
        },
        Command::TakeUp { fruit, title } => StepKind::TakenUp {
            fruit,
            title: trimmed(&title),
        },
        Command::Close => StepKind::Closed,
        Command::Rate { rating, comment } => StepKind::Rated {
            rating,
            comment: trimmed(&comment),
        },
        Command::SeeAnswer => StepKind::AnswerSeen,
        Command::Reopen { reason, photos } => StepKind::Reopened {
            reason: trimmed(&reason),
            photos,
        },
        Command::Merge { into } => StepKind::Merged { into },
        Command::Answer {
            of,
            outcome,
            adoption,
        } => StepKind::Answered {
            of,
            outcome: trimmed(&outcome),
            adoption,
        },
        Command::Remind { clock, urgency } => StepKind::Reminded { clock, urgency },
        Command::Review { step, note } => StepKind::Reviewed {
            step,
            note: trimmed(&note),
        },
        Command::Comment { text } => StepKind::Commented {
            text: trimmed(&text),
        },
        Command::Correct { field, value } => StepKind::Corrected { field, value },
    })
}

/// The department for which the person acts: the one that has the case if it is theirs, else one that assists, else any of theirs.
pub(super) fn department_of(principal: &Principal, case: &Case) -> Option<DepartmentId> {
    let assigned = case.follow_up.state.assignment();
    let leads = |own: &&DepartmentId| assigned.is_some_and(|it| it.department == **own);
    let leading = principal.departments().find(leads).cloned();
    leading.or_else(|| assisting_department(principal, case))
}

/// The department for which the person hands a case back: once work has begun, only those that assist do.
pub(super) fn handing_back(principal: &Principal, case: &Case) -> Option<DepartmentId> {
    match case.follow_up.state.stage() {
        Stage::Dispatched => department_of(principal, case),
        _ => assisting_department(principal, case),
    }
}

/// The department for which the person assists, else any of theirs.
pub(super) fn assisting_department(principal: &Principal, case: &Case) -> Option<DepartmentId> {
    let assigned = case.follow_up.state.assignment();
    let assists = |own: &&DepartmentId| assigned.is_some_and(|it| it.is_assisted_by(own));
    let assisting = principal.departments().find(assists);
    assisting
        .or_else(|| principal.departments().next())
        .cloned()
}

/// Departments beside the one that leads.
fn others(mut assisting: Vec<DepartmentId>, department: &DepartmentId) -> Vec<DepartmentId> {
    assisting.retain(|other| other != department);
    assisting
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}
