//! Commands and steps that came later. They have a choice of their own, so that inputs that were found before still mean the same.

use arbitrary::{Result, Unstructured};
use gridloop_shared::command::Command;
use gridloop_shared::model::{
    Adoption, Authority, CaseId, CommandId, ContactWay, Fruit, MediationLevel, MediationOutcome,
    Term, Timestamp,
};
use gridloop_shared::workflow::{ClockKind, StepKind, Urgency};

use super::moves::{department, instant, photos, text};

fn term(input: &mut Unstructured<'_>, now: Timestamp) -> Result<Term> {
    Ok(match input.int_in_range(0..=2)? {
        0 => Term::Days(input.arbitrary()?),
        1 => Term::Minutes(input.arbitrary()?),
        _ => Term::Until(instant(input, now)?),
    })
}

fn other(input: &mut Unstructured<'_>) -> Result<CaseId> {
    Ok(CaseId::from_bytes([input.int_in_range(0..=3)?; 16]))
}

/// A command for a case.
pub fn later_command(input: &mut Unstructured<'_>, now: Timestamp) -> Result<Command> {
    Ok(match input.int_in_range(0..=12)? {
        0 => Command::Return {
            reason: text(input)?,
        },
        1 => Command::Resubmit,
        2 => Command::Contact {
            way: ContactWay::Phone,
            note: text(input)?,
        },
        3 => Command::Reassign {
            department: department(input)?,
            assisting: vec![department(input)?],
            term: term(input, now)?,
            reason: text(input)?,
        },
        4 => Command::Assist {
            outcome: text(input)?,
            photos: vec![],
        },
        5 => Command::Suspend {
            reason: text(input)?,
        },
        6 => Command::Resume,
        7 => Command::AskExtension {
            term: term(input, now)?,
            reason: text(input)?,
        },
        8 => Command::GrantExtension {
            term: term(input, now)?,
        },
        9 => Command::PassPartly {
            note: text(input)?,
            photos: vec![],
            remaining: other(input)?,
        },
        10 => Command::Merge {
            into: other(input)?,
        },
        11 => Command::OpenMediation {
            level: MediationLevel::Community,
        },
        _ => Command::Reopen {
            reason: text(input)?,
            photos: vec![],
        },
    })
}

/// A step with anything in it.
pub fn later_step(input: &mut Unstructured<'_>, now: Timestamp) -> Result<StepKind> {
    Ok(match input.int_in_range(0..=21)? {
        0 => StepKind::Returned {
            reason: text(input)?,
        },
        1 => StepKind::Resubmitted,
        2 => StepKind::Contacted {
            way: ContactWay::Message,
            note: text(input)?,
        },
        3 => StepKind::Dispatched {
            department: department(input)?,
            assisting: (0..input.int_in_range(0..=20)?)
                .map(|_| department(input))
                .collect::<Result<_>>()?,
            term: term(input, now)?,
        },
        4 => StepKind::Reassigned {
            department: department(input)?,
            assisting: vec![department(input)?],
            term: term(input, now)?,
            reason: text(input)?,
        },
        5 => StepKind::AssistanceCalled {
            department: department(input)?,
        },
        6 => StepKind::AssistanceReleased {
            department: department(input)?,
        },
        7 => StepKind::Assisted {
            department: department(input)?,
            outcome: text(input)?,
            photos: photos(input, now)?,
        },
        8 => StepKind::Suspended {
            department: department(input)?,
            reason: text(input)?,
        },
        9 => StepKind::Resumed {
            department: department(input)?,
        },
        10 => StepKind::ExtensionAsked {
            department: department(input)?,
            term: term(input, now)?,
            reason: text(input)?,
        },
        11 => StepKind::ExtensionDeclined {
            reason: text(input)?,
        },
        12 => StepKind::PartlySolved {
            note: text(input)?,
            photos: photos(input, now)?,
            remaining: other(input)?,
        },
        13 => StepKind::MediationOpened {
            level: MediationLevel::Subdistrict,
        },
        14 => StepKind::MediationHeld {
            note: text(input)?,
            photos: photos(input, now)?,
        },
        15 => StepKind::MediationEnded {
            outcome: MediationOutcome::Failed,
            note: text(input)?,
            photos: photos(input, now)?,
        },
        16 => StepKind::PassedUp {
            to: Authority::City,
            reason: text(input)?,
        },
        17 => StepKind::TakenUp {
            fruit: Fruit::Policy,
            title: text(input)?,
        },
        18 => StepKind::Merged {
            into: other(input)?,
        },
        19 => StepKind::Answered {
            of: other(input)?,
            outcome: text(input)?,
            adoption: Some(Adoption::Declined),
        },
        20 => StepKind::Reminded {
            clock: ClockKind::Check,
            urgency: Urgency::Escalated,
        },
        _ => match input.arbitrary()? {
            true => StepKind::Unknown,
            false => StepKind::Reviewed {
                step: CommandId::from_bytes([input.arbitrary()?; 16]),
                note: text(input)?,
            },
        },
    })
}
