//! Whether this person may found this case.

use gridloop_shared::crdt::Received;
use gridloop_shared::model::{
    CaseId, FieldName, ObservationPointId, Principal, Role, Scope, Source,
};
use gridloop_shared::policy::{Action, Facts, permits};
use gridloop_shared::sync::Code;

/// The founding act of a case.
pub fn may_found(
    principal: &Principal,
    document: &CaseId,
    received: &Received,
) -> Result<(), Code> {
    let (id, subdistrict, reporter) = received.founds.as_ref().ok_or(Code::Malformed)?;
    if id != document || subdistrict != &principal.subdistrict {
        return Err(Code::WrongDocument);
    }
    if reporter != &principal.person {
        return Err(Code::WrongPerson);
    }
    let founding = received.writes.founding.as_ref().ok_or(Code::Malformed)?;
    match (founding.source, &founding.observation_point) {
        (Source::Observation, Some(point)) if observes_at(principal, point) => {}
        (Source::Observation, _) => return Err(Code::NotAllowed),
        (_, None) => {}
        (_, Some(_)) => return Err(Code::Invalid),
    }
    let facts = Facts {
        reporter: reporter.clone(),
        area: area(received).ok_or(Code::Invalid)?,
        observation_point: founding.observation_point.clone(),
        department: None,
        assisting: Vec::new(),
        former_departments: Vec::new(),
    };
    // To found is not to look: whoever may not report learns nothing by being told so.
    permits(principal, Action::Report, &facts).map_err(|_| Code::NotAllowed)
}

fn observes_at(principal: &Principal, point: &ObservationPointId) -> bool {
    principal.grants.iter().any(|grant| {
        grant.role == Role::Observer
            && matches!(&grant.scope, Scope::ObservationPoint(own) if own == point)
    })
}

fn area(received: &Received) -> Option<gridloop_shared::model::Area> {
    let (_, value) = received
        .writes
        .fields
        .iter()
        .find(|(name, _)| *name == FieldName::Area)?;
    value.parse().ok()
}
