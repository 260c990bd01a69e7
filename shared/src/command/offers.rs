//! What somebody may do to a case now, before they try: for greying out. The answer when they do it is still `decide`'s.

use super::Refusal;
use super::decide::{department_of, would_take_effect};
use crate::model::{Case, CommandId, FieldName, Principal, Rating, Timestamp};
use crate::policy::{Action, Denied, Facts, permits};
use crate::workflow::{Step, StepKind};

/// The actions that have a command, in the order in which a page offers them. Reporting founds a case and is not among them.
const ON_A_CASE: [Action; 13] = [
    Action::Accept,
    Action::Reject,
    Action::Dispatch,
    Action::Start,
    Action::HandBack,
    Action::ReportBack,
    Action::PassCheck,
    Action::FailCheck,
    Action::Close,
    Action::Rate,
    Action::SeeAnswer,
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
    Ok(match action {
        Action::Accept => StepKind::Accepted,
        Action::Reject => StepKind::Rejected {
            reason: String::new(),
        },
        // Whether a dispatch applies does not depend on to whom.
        Action::Dispatch => StepKind::Dispatched {
            department: "any".parse().map_err(|_| Denied::NotYours)?,
            due: Timestamp::default(),
        },
        Action::Start => StepKind::Started {
            department: department_of(principal, case)?,
        },
        Action::HandBack => StepKind::HandedBack {
            department: department_of(principal, case)?,
            reason: String::new(),
            suggested: None,
        },
        Action::ReportBack => StepKind::ReportedBack {
            department: department_of(principal, case)?,
            outcome: String::new(),
            adoption: None,
            photos: Vec::new(),
        },
        Action::PassCheck => StepKind::CheckPassed {
            note: String::new(),
            photos: Vec::new(),
        },
        Action::FailCheck => StepKind::CheckFailed {
            reason: String::new(),
            photos: Vec::new(),
        },
        Action::Close => StepKind::Closed,
        Action::Rate => StepKind::Rated {
            rating: Rating::Satisfied,
            comment: String::new(),
        },
        Action::SeeAnswer => StepKind::AnswerSeen,
        Action::Comment => StepKind::Commented {
            text: String::new(),
        },
        Action::Correct => StepKind::Corrected {
            field: FieldName::Description,
            value: String::new(),
        },
        _ => return Err(Denied::NotYours.into()),
    })
}
