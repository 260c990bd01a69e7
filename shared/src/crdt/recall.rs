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
        StepKind::Reported { photos } => {
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
            })
        }
        StepKind::Accepted => Command::Accept,
        StepKind::Rejected { reason } => Command::Reject { reason },
        StepKind::Dispatched { department, due } => Command::Dispatch { department, due },
        StepKind::HandedBack {
            reason, suggested, ..
        } => Command::HandBack { reason, suggested },
        StepKind::Started { .. } => Command::Start,
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
        StepKind::Closed => Command::Close,
        StepKind::Rated { rating, comment } => Command::Rate { rating, comment },
        StepKind::AnswerSeen => Command::SeeAnswer,
        StepKind::Commented { text } => Command::Comment { text },
        StepKind::Corrected { field, value } => Command::Correct { field, value },
        // Nobody can do these yet.
        StepKind::Suspended { .. }
        | StepKind::Resumed { .. }
        | StepKind::ExtensionAsked { .. }
        | StepKind::ExtensionGranted { .. }
        | StepKind::Reopened { .. }
        | StepKind::Merged { .. }
        | StepKind::Unknown => return None,
    })
}
