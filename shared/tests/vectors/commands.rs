//! Every command, once.

use gridloop_shared::command::Command;
use gridloop_shared::model::{
    Adoption, Authority, CaseId, ContactWay, FieldName, Fruit, MediationLevel, MediationOutcome,
    Rating, Term,
};
use gridloop_shared::workflow::{ClockKind, Urgency};

use super::case::{at, photo, report};
use super::messages::arrival;

pub fn commands() -> Vec<Command> {
    let text = || "写明理由".to_owned();
    vec![
        Command::Report(report()),
        Command::Accept,
        Command::Reject { reason: text() },
        Command::Dispatch {
            department: "repairs".parse().unwrap(),
            assisting: Vec::new(),
            term: Term::Until(at(600)),
        },
        Command::HandBack {
            reason: text(),
            suggested: None,
        },
        Command::Start,
        Command::ReportBack {
            outcome: text(),
            adoption: Some(Adoption::PartlyAdopted),
            photos: vec![photo()],
        },
        Command::PassCheck {
            note: String::new(),
            photos: vec![photo()],
        },
        Command::FailCheck {
            reason: text(),
            photos: vec![photo()],
        },
        Command::Close,
        Command::Rate {
            rating: Rating::Partly,
            comment: text(),
        },
        Command::SeeAnswer,
        Command::Return { reason: text() },
        Command::Resubmit,
        Command::Contact {
            way: ContactWay::Visit,
            note: String::new(),
        },
        Command::Dispatch {
            department: "repairs".parse().unwrap(),
            assisting: vec!["cleaning".parse().unwrap()],
            term: Term::Days(5),
        },
        Command::Reassign {
            department: "repairs".parse().unwrap(),
            assisting: vec![],
            term: Term::Minutes(240),
            reason: text(),
        },
        Command::CallAssistance {
            department: "cleaning".parse().unwrap(),
        },
        Command::ReleaseAssistance {
            department: "cleaning".parse().unwrap(),
        },
        Command::Assist {
            outcome: text(),
            photos: vec![photo()],
        },
        Command::Suspend { reason: text() },
        Command::Resume,
        Command::AskExtension {
            term: Term::Days(3),
            reason: text(),
        },
        Command::GrantExtension {
            term: Term::Until(at(900)),
        },
        Command::DeclineExtension { reason: text() },
        Command::PassPartly {
            note: text(),
            photos: vec![photo()],
            remaining: CaseId::new(at(0), [9; 10]),
        },
        Command::OpenMediation {
            level: MediationLevel::Subdistrict,
        },
        Command::HoldMediation {
            note: text(),
            photos: vec![photo()],
        },
        Command::EndMediation {
            outcome: MediationOutcome::Withdrawn,
            note: text(),
            photos: vec![photo()],
        },
        Command::PassUp {
            to: Authority::City,
            reason: text(),
        },
        Command::TakeUp {
            fruit: Fruit::Policy,
            title: text(),
        },
        Command::Reopen {
            reason: text(),
            photos: vec![photo()],
        },
        Command::Merge {
            into: CaseId::new(at(0), [8; 10]),
        },
        Command::Answer {
            of: CaseId::new(at(0), [8; 10]),
            outcome: text(),
            adoption: None,
        },
        Command::Remind {
            clock: ClockKind::Start,
            urgency: Urgency::Escalated,
        },
        Command::Review {
            step: arrival(2).command,
            note: String::new(),
        },
        Command::Comment { text: text() },
        Command::Correct {
            field: FieldName::Description,
            value: text(),
        },
    ]
}
