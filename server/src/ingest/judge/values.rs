//! Whether every text and value of a change is one that a form would have let through.

use gridloop_shared::command::check_field;
use gridloop_shared::crdt::Received;
use gridloop_shared::form::{MOST_REASON, text, written};
use gridloop_shared::model::{FieldName, Photo};
use gridloop_shared::sync::Code;
use gridloop_shared::workflow::StepKind;

/// Fields, texts and photos within their limits.
pub fn check(received: &Received) -> Result<(), Code> {
    let writes = &received.writes;
    let fields = writes
        .fields
        .iter()
        .all(|(field, value)| check_field(*field, value).is_ok());
    let sound = fields && step(&writes.step.kind) && says_something(received);
    if sound { Ok(()) } else { Err(Code::Invalid) }
}

fn step(kind: &StepKind) -> bool {
    let few = kind.photos().len() <= Photo::MOST_PER_STEP;
    let small = kind
        .photos()
        .iter()
        .all(|photo| photo.size <= Photo::MOST_BYTES);
    few && small && words(kind)
}

fn words(kind: &StepKind) -> bool {
    match kind {
        StepKind::Rejected { reason: must }
        | StepKind::HandedBack { reason: must, .. }
        | StepKind::Suspended { reason: must, .. }
        | StepKind::ExtensionAsked { reason: must, .. }
        | StepKind::ReportedBack { outcome: must, .. }
        | StepKind::CheckFailed { reason: must, .. }
        | StepKind::Reopened { reason: must }
        | StepKind::Commented { text: must } => written(must, MOST_REASON).is_ok(),
        StepKind::CheckPassed { note: may, .. } | StepKind::Rated { comment: may, .. } => {
            text(may, MOST_REASON).is_ok()
        }
        StepKind::Reported { .. }
        | StepKind::Accepted
        | StepKind::Dispatched { .. }
        | StepKind::Started { .. }
        | StepKind::Resumed { .. }
        | StepKind::ExtensionGranted { .. }
        | StepKind::Closed
        | StepKind::AnswerSeen
        | StepKind::Merged { .. }
        | StepKind::Corrected { .. }
        | StepKind::Unknown => true,
    }
}

/// A report has a description or a photo.
fn says_something(received: &Received) -> bool {
    received.founds.is_none()
        || !received.writes.step.kind.photos().is_empty()
        || received
            .writes
            .fields
            .iter()
            .any(|(field, value)| *field == FieldName::Description && !value.trim().is_empty())
}
