//! Whether this person may know of the case and may add this step to it.

use gridloop_shared::crdt::Received;
use gridloop_shared::model::Principal;
use gridloop_shared::policy::{Action, Denied, Facts, Relation, permits, relations};
use gridloop_shared::sync::Code;

use crate::ingest::desk::OnDesk;

/// Out of scope answers as not found: existence does not leak.
pub fn may_know(principal: &Principal, here: &OnDesk) -> Result<(), Code> {
    if here.subdistrict() != &principal.subdistrict {
        return Err(Code::NotFound);
    }
    let facts = Facts::from(&here.case);
    let related = || {
        principal.grants.iter().any(|grant| {
            relations(principal, grant, &facts)
                .any(|relation| matches!(relation, Relation::Reporter | Relation::FormerDepartment))
        })
    };
    if permits(principal, Action::View, &facts).is_ok() || related() {
        Ok(())
    } else {
        Err(Code::NotFound)
    }
}

/// A later act on a case that stands.
pub fn may_add(principal: &Principal, here: &OnDesk, received: &Received) -> Result<(), Code> {
    // A second founding, beside the first, would be a second truth.
    if received.founds.is_some() {
        return Err(Code::WrongDocument);
    }
    let step = &received.writes.step;
    let entries = &here.case.follow_up.entries;
    // A step is written once: a second one under its key would stand beside it and might be shown instead.
    if entries.iter().any(|entry| entry.step.id == step.id) {
        return Err(Code::Malformed);
    }
    let action = Action::of(&step.kind).ok_or(Code::NotAllowed)?;
    permits(principal, action, &Facts::from(&here.case)).map_err(|denied| match denied {
        Denied::OutOfScope => Code::NotFound,
        Denied::NotYours => Code::NotAllowed,
    })?;
    match step.kind.acting_department() {
        Some(department) if !principal.departments().any(|own| own == department) => {
            Err(Code::NotAllowed)
        }
        _ => Ok(()),
    }
}
