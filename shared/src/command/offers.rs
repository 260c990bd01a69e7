//! What somebody may do to a case now, before they try: for greying out. The answer when they do it is still `decide`'s.

use super::Refusal;
use super::decide::{suits, would_take_effect};
use super::kind::{assisting_department, department_of, handing_back};
use crate::model::{
    Adoption, Authority, Case, CaseId, CommandId, ContactWay, FieldName, Fruit, MediationLevel,
    MediationOutcome, Principal, Rating, Term, Timestamp,
};
use crate::policy::{Action, Denied, Facts, permits};
use crate::workflow::{Step, StepKind};

/// The actions that have a command, in the order in which a page offers them. Reporting founds a case and is not among them, and
/// what the server itself does is nobody's.
const ON_A_CASE: [Action; 34] = [
    Action::Accept,
    Action::Reject,
    Action::Return,
    Action::Resubmit,
    Action::Contact,
    Action::Dispatch,
    Action::Reassign,
    Action::CallAssistance,
    Action::ReleaseAssistance,
    Action::Start,
    Action::HandBack,
    Action::Suspend,
    Action::Resume,
    Action::AskExtension,
    Action::GrantExtension,
    Action::DeclineExtension,
    Action::Assist,
    Action::OpenMediation,
    Action::HoldMediation,
    Action::EndMediation,
    Action::ReportBack,
    Action::PassCheck,
    Action::PassPartly,
    Action::FailCheck,
    Action::Close,
    Action::Rate,
    Action::SeeAnswer,
    Action::Reopen,
    Action::Merge,
    Action::PassUp,
    Action::TakeUp,
    Action::Review,
    Action::Comment,
    Action::Correct,
];

/// Whether somebody may take this action on this case as it stands.
///
/// # Errors
/// Why not. What the form of the action lacks is not asked.
pub fn offer(principal: &Principal, case: &Case, action: Action) -> Result<(), Refusal> {
    permits(principal, action, &Facts::from(case))?;
    let kind = sample(principal, case, action)?;
    suits(principal, case, &kind)?;
    would_take_effect(
        case,
        &Step {
            id: CommandId::from_bytes([0; 16]),
            by: principal.person.clone(),
            device: principal.device,
            at: Timestamp::default(),
            kind,
        },
    )
}

/// All that somebody may do to this case as it stands.
#[must_use]
pub fn offers(principal: &Principal, case: &Case) -> Vec<Action> {
    ON_A_CASE
        .into_iter()
        .filter(|action| offer(principal, case, *action).is_ok())
        .collect()
}

/// A step of the action, with nothing said in it: whether a step applies does not depend on its words.
fn sample(principal: &Principal, case: &Case, action: Action) -> Result<StepKind, Refusal> {
    let words = String::new;
    let anyone = || "any".parse().map_err(|_| Denied::NotYours);
    let other = CaseId::from_bytes([0; 16]);
    let follow_up = &case.follow_up;
    let term = Term::Days(1);
    Ok(match action {
        Action::Accept => StepKind::Accepted,
        Action::Reject => StepKind::Rejected { reason: words() },
        Action::Return => StepKind::Returned { reason: words() },
        Action::Resubmit => StepKind::Resubmitted,
        Action::Contact => StepKind::Contacted {
            way: ContactWay::Phone,
            note: words(),
        },
        // Whether a dispatch applies does not depend on to whom.
        Action::Dispatch => StepKind::Dispatched {
            department: anyone()?,
            assisting: Vec::new(),
            term,
        },
        Action::Reassign => StepKind::Reassigned {
            department: anyone()?,
            assisting: Vec::new(),
            term,
            reason: words(),
        },
        Action::CallAssistance => StepKind::AssistanceCalled {
            department: anyone()?,
        },
        Action::ReleaseAssistance => {
            let assignment = follow_up.state.assignment();
            let first = assignment.and_then(|it| it.awaited().next().cloned());
            StepKind::AssistanceReleased {
                department: first.map_or_else(anyone, Ok)?,
            }
        }
        Action::Assist => StepKind::Assisted {
            department: assisting_department(principal, case).ok_or(Denied::NotYours)?,
            outcome: words(),
            photos: Vec::new(),
        },
        Action::Start => StepKind::Started {
            department: department_of(principal, case).ok_or(Denied::NotYours)?,
        },
        Action::HandBack => StepKind::HandedBack {
            department: handing_back(principal, case).ok_or(Denied::NotYours)?,
            reason: words(),
            suggested: None,
        },
        Action::Suspend => StepKind::Suspended {
            department: department_of(principal, case).ok_or(Denied::NotYours)?,
            reason: words(),
        },
        Action::Resume => StepKind::Resumed {
            department: department_of(principal, case).ok_or(Denied::NotYours)?,
        },
        Action::AskExtension => StepKind::ExtensionAsked {
            department: department_of(principal, case).ok_or(Denied::NotYours)?,
            term,
            reason: words(),
        },
        Action::GrantExtension => StepKind::ExtensionGranted { term },
        Action::DeclineExtension => StepKind::ExtensionDeclined { reason: words() },
        Action::ReportBack => StepKind::ReportedBack {
            department: department_of(principal, case).ok_or(Denied::NotYours)?,
            outcome: words(),
            adoption: Some(Adoption::Adopted),
            photos: Vec::new(),
        },
        Action::PassCheck => StepKind::CheckPassed {
            note: words(),
            photos: Vec::new(),
        },
        Action::FailCheck => StepKind::CheckFailed {
            reason: words(),
            photos: Vec::new(),
        },
        Action::PassPartly => StepKind::PartlySolved {
            note: words(),
            photos: Vec::new(),
            remaining: other,
        },
        // The first level that is left to be tried.
        Action::OpenMediation => StepKind::MediationOpened {
            level: follow_up
                .mediations
                .last()
                .map_or(MediationLevel::Community, |_| MediationLevel::Subdistrict),
        },
        Action::HoldMediation => StepKind::MediationHeld {
            note: words(),
            photos: Vec::new(),
        },
        Action::EndMediation => StepKind::MediationEnded {
            outcome: MediationOutcome::Agreed,
            note: words(),
            photos: Vec::new(),
        },
        Action::PassUp => StepKind::PassedUp {
            to: Authority::District,
            reason: words(),
        },
        Action::TakeUp => StepKind::TakenUp {
            fruit: Fruit::Policy,
            title: words(),
        },
        Action::Close => StepKind::Closed,
        Action::Rate => StepKind::Rated {
            rating: Rating::Satisfied,
            comment: words(),
        },
        Action::SeeAnswer => StepKind::AnswerSeen,
        Action::Reopen => StepKind::Reopened {
            reason: words(),
            photos: Vec::new(),
        },
        Action::Merge => StepKind::Merged { into: other },
        Action::Review => {
            let conflict = follow_up.conflicts().next();
            StepKind::Reviewed {
                step: conflict.ok_or(Denied::NotYours)?.step.id,
                note: words(),
            }
        }
        Action::Comment => StepKind::Commented { text: words() },
        // If any may be corrected now: first one about which people disagree.
        Action::Correct => StepKind::Corrected {
            field: case.contested().next().unwrap_or(FieldName::Description),
            value: words(),
        },
        Action::View | Action::Report | Action::Answer | Action::Remind => {
            return Err(Denied::NotYours.into());
        }
    })
}
