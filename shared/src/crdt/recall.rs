//! From a change back to the act that it was: for a device whose work the server has lost.

use super::{CaseDocument, IncomingChange, Received};
use crate::command::{Act, Command, Report};
use crate::model::{CaseId, FieldName};
use crate::workflow::StepKind;

impl IncomingChange {
    /// The act that this change of `document` was, or none if no act of this version writes such a change.
    #[must_use]
    pub fn recall(&self, document: &CaseDocument, case: CaseId) -> Option<Act> {
        // A founding change is read as what makes the document, not as something in it.
        let blank = CaseDocument::default();
        let founds = self.dependencies().next().is_none();
        let received = self.read(if founds { &blank } else { document }).ok()?;
        Some(Act {
            id: received.writes.step.id,
            case,
            at: received.writes.step.at,
            command: command(&received)?,
        })
    }
}

fn command(received: &Received) -> Option<Command> {
    Some(match received.writes.step.kind.clone() {
        StepKind::Reported { photos, follows } => {
            let field = |name| {
                let (_, value) = received
                    .writes
                    .fields
                    .iter()
                    .find(|(key, _)| *key == name)?;
                Some(value.clone())
            };
            Command::Report(Report {
                source: received.writes.founding.as_ref()?.source,
                category: field(FieldName::Category)?.parse().ok()?,
                area: field(FieldName::Area)?.parse().ok()?,
                address: field(FieldName::Address)?,
                position: field(FieldName::Position)?.parse().ok(),
                description: field(FieldName::Description)?,
                photos,
                follows,
            })
        }
        StepKind::Accepted => Command::Accept,
        StepKind::Rejected { reason } => Command::Reject { reason },
        StepKind::Returned { reason } => Command::Return { reason },
        StepKind::Resubmitted => Command::Resubmit,
        StepKind::Contacted { way, note } => Command::Contact { way, note },
        StepKind::Dispatched {
            department,
            assisting,
            term,
        } => Command::Dispatch {
            department,
            assisting,
            term,
        },
        StepKind::Reassigned {
            department,
            assisting,
            term,
            reason,
        } => Command::Reassign {
            department,
            assisting,
            term,
            reason,
        },
        StepKind::AssistanceCalled { department } => Command::CallAssistance { department },
        StepKind::AssistanceReleased { department } => Command::ReleaseAssistance { department },
        StepKind::Assisted {
            outcome, photos, ..
        } => Command::Assist { outcome, photos },
        StepKind::HandedBack {
            reason, suggested, ..
        } => Command::HandBack { reason, suggested },
        StepKind::Started { .. } => Command::Start,
        StepKind::Suspended { reason, .. } => Command::Suspend { reason },
        StepKind::Resumed { .. } => Command::Resume,
        StepKind::ExtensionAsked { term, reason, .. } => Command::AskExtension { term, reason },
        StepKind::ExtensionGranted { term } => Command::GrantExtension { term },
        StepKind::ExtensionDeclined { reason } => Command::DeclineExtension { reason },
        StepKind::ReportedBack {
            outcome,
            adoption,
            photos,
            ..
        } => Command::ReportBack {
            outcome,
            adoption,
            photos,
        },
        StepKind::CheckPassed { note, photos } => Command::PassCheck { note, photos },
        StepKind::CheckFailed { reason, photos } => Command::FailCheck { reason, photos },
        StepKind::PartlySolved {
            note,
            photos,
            remaining,
        } => Command::PassPartly {
            note,
            photos,
            remaining,
        },
        StepKind::MediationOpened { level } => Command::OpenMediation { level },
        StepKind::MediationHeld { note, photos } => Command::HoldMediation { note, photos },
        StepKind::MediationEnded {
            outcome,
            note,
            photos,
        } => Command::EndMediation {
            outcome,
            note,
            photos,
        },
        StepKind::PassedUp { to, reason } => Command::PassUp { to, reason },
        StepKind::TakenUp { fruit, title } => Command::TakeUp { fruit, title },
        StepKind::Closed => Command::Close,
        StepKind::Rated { rating, comment } => Command::Rate { rating, comment },
        StepKind::AnswerSeen => Command::SeeAnswer,
        StepKind::Commented { text } => Command::Comment { text },
        StepKind::Corrected { field, value } => Command::Correct { field, value },
        StepKind::Reopened { reason, photos } => Command::Reopen { reason, photos },
        StepKind::Merged { into } => Command::Merge { into },
        StepKind::Answered {
            of,
            outcome,
            adoption,
        } => Command::Answer {
            of,
            outcome,
            adoption,
        },
        StepKind::Reminded { clock, urgency } => Command::Remind { clock, urgency },
        StepKind::Reviewed { step, note } => Command::Review { step, note },
        StepKind::Unknown => return None,
    })
}
