//! From a word and names to the kind of step that they are.

use super::{Fields, Kind};
use crate::workflow::StepKind as K;

/// The kind of a step, or nothing if what it needs is not there.
pub(super) fn read(kind: Kind, f: Fields) -> Option<K> {
    let term = f.term();
    Some(match kind {
        Kind::Reported => K::Reported {
            photos: f.photos?,
            follows: f.follows,
        },
        Kind::Accepted => K::Accepted,
        Kind::Rejected => K::Rejected { reason: f.reason? },
        Kind::Returned => K::Returned { reason: f.reason? },
        Kind::Resubmitted => K::Resubmitted,
        Kind::Contacted => K::Contacted {
            way: f.way?,
            note: f.note?,
        },
        Kind::Dispatched => K::Dispatched {
            department: f.department?,
            assisting: f.assisting.unwrap_or_default(),
            term: term?,
        },
        Kind::Reassigned => K::Reassigned {
            department: f.department?,
            assisting: f.assisting.unwrap_or_default(),
            term: term?,
            reason: f.reason?,
        },
        Kind::AssistanceCalled => K::AssistanceCalled {
            department: f.department?,
        },
        Kind::AssistanceReleased => K::AssistanceReleased {
            department: f.department?,
        },
        Kind::Assisted => K::Assisted {
            department: f.department?,
            outcome: f.outcome?,
            photos: f.photos?,
        },
        Kind::HandedBack => K::HandedBack {
            department: f.department?,
            reason: f.reason?,
            suggested: f.suggested,
        },
        Kind::Started => K::Started {
            department: f.department?,
        },
        Kind::Suspended => K::Suspended {
            department: f.department?,
            reason: f.reason?,
        },
        Kind::Resumed => K::Resumed {
            department: f.department?,
        },
        Kind::ExtensionAsked => K::ExtensionAsked {
            department: f.department?,
            term: term?,
            reason: f.reason?,
        },
        Kind::ExtensionGranted => K::ExtensionGranted { term: term? },
        Kind::ExtensionDeclined => K::ExtensionDeclined { reason: f.reason? },
        Kind::ReportedBack => K::ReportedBack {
            department: f.department?,
            outcome: f.outcome?,
            adoption: f.adoption,
            photos: f.photos?,
        },
        Kind::CheckPassed => K::CheckPassed {
            note: f.note?,
            photos: f.photos?,
        },
        Kind::CheckFailed => K::CheckFailed {
            reason: f.reason?,
            photos: f.photos?,
        },
        Kind::PartlySolved => K::PartlySolved {
            note: f.note?,
            photos: f.photos?,
            remaining: f.remaining?,
        },
        Kind::MediationOpened => K::MediationOpened { level: f.level? },
        Kind::MediationHeld => K::MediationHeld {
            note: f.note?,
            photos: f.photos?,
        },
        Kind::MediationEnded => K::MediationEnded {
            outcome: f.ended?,
            note: f.note?,
            photos: f.photos?,
        },
        Kind::PassedUp => K::PassedUp {
            to: f.to?,
            reason: f.reason?,
        },
        Kind::TakenUp => K::TakenUp {
            fruit: f.fruit?,
            title: f.title?,
        },
        Kind::Closed => K::Closed,
        Kind::Rated => K::Rated {
            rating: f.rating?,
            comment: f.comment?,
        },
        Kind::AnswerSeen => K::AnswerSeen,
        Kind::Reopened => K::Reopened {
            reason: f.reason?,
            photos: f.photos.unwrap_or_default(),
        },
        Kind::Merged => K::Merged { into: f.into? },
        Kind::Answered => K::Answered {
            of: f.of?,
            outcome: f.outcome?,
            adoption: f.adoption,
        },
        Kind::Reminded => K::Reminded {
            clock: f.clock?,
            urgency: f.urgency?,
        },
        Kind::Reviewed => K::Reviewed {
            step: f.step?,
            note: f.note?,
        },
        Kind::Commented => K::Commented { text: f.text? },
        Kind::Corrected => K::Corrected {
            field: f.field?,
            value: f.value?,
        },
        Kind::Unknown => K::Unknown,
    })
}
