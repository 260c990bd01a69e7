//! From a kind of step to its word and its names.

use super::{Fields, Kind};
use crate::workflow::StepKind as K;

/// The word of a kind, and what it says beyond that.
pub(super) fn written(kind: K) -> (Kind, Fields) {
    let mut f = Fields::default();
    let kind = match kind {
        K::Reported { photos, follows } => {
            (f.photos, f.follows) = (Some(photos), follows);
            Kind::Reported
        }
        K::Accepted => Kind::Accepted,
        K::Rejected { reason } => {
            f.reason = Some(reason);
            Kind::Rejected
        }
        K::Returned { reason } => {
            f.reason = Some(reason);
            Kind::Returned
        }
        K::Resubmitted => Kind::Resubmitted,
        K::Contacted { way, note } => {
            (f.way, f.note) = (Some(way), Some(note));
            Kind::Contacted
        }
        K::Dispatched {
            department,
            assisting,
            term,
        } => {
            f.department = Some(department);
            f.assisting = some_if_any(assisting);
            f.give(term);
            Kind::Dispatched
        }
        K::Reassigned {
            department,
            assisting,
            term,
            reason,
        } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            f.assisting = some_if_any(assisting);
            f.give(term);
            Kind::Reassigned
        }
        K::AssistanceCalled { department } => {
            f.department = Some(department);
            Kind::AssistanceCalled
        }
        K::AssistanceReleased { department } => {
            f.department = Some(department);
            Kind::AssistanceReleased
        }
        K::Assisted {
            department,
            outcome,
            photos,
        } => {
            (f.department, f.outcome) = (Some(department), Some(outcome));
            f.photos = Some(photos);
            Kind::Assisted
        }
        K::HandedBack {
            department,
            reason,
            suggested,
        } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            f.suggested = suggested;
            Kind::HandedBack
        }
        K::Started { department } => {
            f.department = Some(department);
            Kind::Started
        }
        K::Suspended { department, reason } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            Kind::Suspended
        }
        K::Resumed { department } => {
            f.department = Some(department);
            Kind::Resumed
        }
        K::ExtensionAsked {
            department,
            term,
            reason,
        } => {
            (f.department, f.reason) = (Some(department), Some(reason));
            f.give(term);
            // The name that this instant has always had in this kind.
            f.until = f.due.take();
            Kind::ExtensionAsked
        }
        K::ExtensionGranted { term } => {
            f.give(term);
            Kind::ExtensionGranted
        }
        K::ExtensionDeclined { reason } => {
            f.reason = Some(reason);
            Kind::ExtensionDeclined
        }
        K::ReportedBack {
            department,
            outcome,
            adoption,
            photos,
        } => {
            (f.department, f.outcome) = (Some(department), Some(outcome));
            (f.adoption, f.photos) = (adoption, Some(photos));
            Kind::ReportedBack
        }
        K::CheckPassed { note, photos } => {
            (f.note, f.photos) = (Some(note), Some(photos));
            Kind::CheckPassed
        }
        K::CheckFailed { reason, photos } => {
            (f.reason, f.photos) = (Some(reason), Some(photos));
            Kind::CheckFailed
        }
        K::PartlySolved {
            note,
            photos,
            remaining,
        } => {
            (f.note, f.photos) = (Some(note), Some(photos));
            f.remaining = Some(remaining);
            Kind::PartlySolved
        }
        K::MediationOpened { level } => {
            f.level = Some(level);
            Kind::MediationOpened
        }
        K::MediationHeld { note, photos } => {
            (f.note, f.photos) = (Some(note), Some(photos));
            Kind::MediationHeld
        }
        K::MediationEnded {
            outcome,
            note,
            photos,
        } => {
            (f.ended, f.note) = (Some(outcome), Some(note));
            f.photos = Some(photos);
            Kind::MediationEnded
        }
        K::PassedUp { to, reason } => {
            (f.to, f.reason) = (Some(to), Some(reason));
            Kind::PassedUp
        }
        K::TakenUp { fruit, title } => {
            (f.fruit, f.title) = (Some(fruit), Some(title));
            Kind::TakenUp
        }
        K::Closed => Kind::Closed,
        K::Rated { rating, comment } => {
            (f.rating, f.comment) = (Some(rating), Some(comment));
            Kind::Rated
        }
        K::AnswerSeen => Kind::AnswerSeen,
        K::Reopened { reason, photos } => {
            f.reason = Some(reason);
            f.photos = some_if_any(photos);
            Kind::Reopened
        }
        K::Merged { into } => {
            f.into = Some(into);
            Kind::Merged
        }
        K::Answered {
            of,
            outcome,
            adoption,
        } => {
            (f.of, f.outcome) = (Some(of), Some(outcome));
            f.adoption = adoption;
            Kind::Answered
        }
        K::Reminded { clock, urgency } => {
            (f.clock, f.urgency) = (Some(clock), Some(urgency));
            Kind::Reminded
        }
        K::Reviewed { step, note } => {
            (f.step, f.note) = (Some(step), Some(note));
            Kind::Reviewed
        }
        K::Commented { text } => {
            f.text = Some(text);
            Kind::Commented
        }
        K::Corrected { field, value } => {
            (f.field, f.value) = (Some(field), Some(value));
            Kind::Corrected
        }
        K::Unknown => Kind::Unknown,
    };
    (kind, f)
}

/// What older steps did not have, and need not have.
fn some_if_any<T>(many: Vec<T>) -> Option<Vec<T>> {
    (!many.is_empty()).then_some(many)
}
