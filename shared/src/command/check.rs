//! Whether a step says what a form would have let through: the same rules on the phone and on the server.

use super::Refusal;
use crate::form::{
    MOST_ADDRESS, MOST_ASSISTING, MOST_DESCRIPTION, MOST_REASON, Problem, text, written,
};
use crate::model::{Area, CategoryId, FieldName, Photo, Position};
use crate::workflow::StepKind as K;

/// Holds the texts, photos, times and departments of a step against their limits.
///
/// # Errors
/// The first part that is missing, too long or no value.
pub fn check_step(kind: &K) -> Result<(), Refusal> {
    words(kind)?;
    if let K::Corrected { field, value } = kind {
        check_field(*field, value)?;
    }
    few(kind.photos())?;
    if kind.departments().count() > MOST_ASSISTING.saturating_add(1) {
        let most = MOST_ASSISTING;
        return Err(Refusal::at("assisting")(Problem::TooMany { most }));
    }
    if kind.term().is_some_and(|term| !term.is_sensible()) {
        return Err(Refusal::at("term")(Problem::Unreadable));
    }
    Ok(())
}

fn words(kind: &K) -> Result<(), Refusal> {
    let must = |field, value: &str| written(value, MOST_REASON).map_err(Refusal::at(field));
    let may = |field, value: &str| text(value, MOST_REASON).map_err(Refusal::at(field));
    match kind {
        K::Rejected { reason }
        | K::Returned { reason }
        | K::Reassigned { reason, .. }
        | K::HandedBack { reason, .. }
        | K::Suspended { reason, .. }
        | K::ExtensionAsked { reason, .. }
        | K::ExtensionDeclined { reason }
        | K::CheckFailed { reason, .. }
        | K::PassedUp { reason, .. }
        | K::Reopened { reason, .. } => must("reason", reason),
        K::Assisted { outcome, .. }
        | K::ReportedBack { outcome, .. }
        | K::Answered { outcome, .. } => must("outcome", outcome),
        K::MediationHeld { note, .. } | K::MediationEnded { note, .. } => must("note", note),
        K::Commented { text } => must("text", text),
        K::TakenUp { title, .. } => written(title, MOST_ADDRESS).map_err(Refusal::at("title")),
        K::CheckPassed { note, .. }
        | K::PartlySolved { note, .. }
        | K::Contacted { note, .. }
        | K::Reviewed { note, .. } => may("note", note),
        K::Rated { comment, .. } => may("comment", comment),
        K::Reported { .. }
        | K::Accepted
        | K::Resubmitted
        | K::Dispatched { .. }
        | K::AssistanceCalled { .. }
        | K::AssistanceReleased { .. }
        | K::Started { .. }
        | K::Resumed { .. }
        | K::ExtensionGranted { .. }
        | K::MediationOpened { .. }
        | K::Closed
        | K::AnswerSeen
        | K::Merged { .. }
        | K::Reminded { .. }
        | K::Corrected { .. }
        | K::Unknown => Ok(()),
    }
}

/// Holds a value against the field that it is for.
///
/// # Errors
/// When it is too long, or is no value of this field.
pub fn check_field(field: FieldName, value: &str) -> Result<(), Refusal> {
    let readable = |ok: bool| if ok { Ok(()) } else { Err(Problem::Unreadable) };
    match field {
        FieldName::Category => readable(value.parse::<CategoryId>().is_ok()),
        FieldName::Area => readable(value.parse::<Area>().is_ok()),
        FieldName::Address => text(value, MOST_ADDRESS),
        FieldName::Position => readable(value.is_empty() || value.parse::<Position>().is_ok()),
        FieldName::Description => text(value, MOST_DESCRIPTION),
    }
    .map_err(Refusal::at(field.key()))
}

pub(super) fn few(photos: &[Photo]) -> Result<(), Refusal> {
    if photos.len() <= Photo::MOST_PER_STEP {
        Ok(())
    } else {
        let most = Photo::MOST_PER_STEP;
        Err(Refusal::at("photos")(Problem::TooMany { most }))
    }
}
