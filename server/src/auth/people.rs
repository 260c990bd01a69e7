//! `/api/v1/people`: the administrator sees who may do what on which devices, gives other grants and revokes devices.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gridloop_shared::model::{Directory, Grant, PersonId, Principal, Role, Scope};
use gridloop_shared::policy::{Office, holds};
use gridloop_shared::sync::{DeviceState, PeopleReply, PersonState, Regrant, Revoke, decode};

use super::SignedIn;
use crate::error::ApiError;
use crate::state::App;
use crate::wire::cbor;

/// Answers everybody of the subdistrict.
pub async fn people(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
) -> Result<Response, ApiError> {
    let directory = managed(&app, &principal)?;
    let mut devices: HashMap<PersonId, Vec<DeviceState>> = HashMap::new();
    for device in app.store.devices(&principal.subdistrict).await? {
        devices.entry(device.person).or_default().push(DeviceState {
            id: device.id,
            registered_at: device.registered_at,
            revoked_at: device.revoked_at,
        });
    }
    let people = directory.people.iter().map(|person| PersonState {
        person: person.id.clone(),
        name: person.name.clone(),
        grants: person.grants.clone(),
        devices: devices.remove(&person.id).unwrap_or_default(),
    });
    cbor(&PeopleReply {
        people: people.collect(),
    })
}

/// Gives somebody other grants. Their devices learn of it at their next pull.
pub async fn regrant(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    body: Bytes,
) -> Result<StatusCode, ApiError> {
    let directory = managed(&app, &principal)?;
    let Regrant { person, grants } =
        decode(&body).map_err(|_| ApiError::BadRequest("The body gives nobody any grants."))?;
    if !grants.iter().all(|grant| exists(&directory, grant)) {
        return Err(ApiError::BadRequest(
            "A role does not go with its scope, or the scope does not exist.",
        ));
    }
    let still_admin = || {
        let own = Principal {
            grants: grants.clone(),
            ..principal.clone()
        };
        holds(&own, Office::ManagePeople)
    };
    if person == principal.person && !still_admin() {
        return Err(ApiError::BadRequest(
            "Nobody takes the administration from themselves: ask another administrator.",
        ));
    }
    let _one = app.regrants.lock().await;
    let mut directory = managed(&app, &principal)?.as_ref().clone();
    let Some(known) = directory.people.iter_mut().find(|each| each.id == person) else {
        return Err(ApiError::NotFound);
    };
    known.grants.clone_from(&grants);
    directory.version = directory.version.saturating_add(1);
    let now = app.clock.now();
    if !app.store.regrant(&directory, &person, &grants, now).await? {
        return Err(ApiError::NotFound);
    }
    app.directories.renew(directory);
    app.wakes.look_again(&principal.subdistrict);
    Ok(StatusCode::NO_CONTENT)
}

/// Revokes a device. What it has not sent is held when it comes, and it is locked at its next contact.
pub async fn revoke(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
    body: Bytes,
) -> Result<StatusCode, ApiError> {
    managed(&app, &principal)?;
    let Revoke { device } =
        decode(&body).map_err(|_| ApiError::BadRequest("The body names no device."))?;
    if device == principal.device {
        return Err(ApiError::BadRequest(
            "This is the device that you are using: sign out, or revoke it from another.",
        ));
    }
    let subdistrict = &principal.subdistrict;
    let revoked = app
        .store
        .revoke_device(subdistrict, device, app.clock.now());
    if !revoked.await? {
        return Err(ApiError::NotFound);
    }
    app.ended.tell(device);
    app.wakes.look_again(subdistrict);
    Ok(StatusCode::NO_CONTENT)
}

fn managed(app: &App, principal: &Principal) -> Result<Arc<Directory>, ApiError> {
    if !holds(principal, Office::ManagePeople) {
        return Err(ApiError::NotFound);
    }
    app.directories
        .of(&principal.subdistrict)
        .ok_or(ApiError::NotFound)
}

/// Whether a role goes with its scope, and there is such a place.
fn exists(directory: &Directory, grant: &Grant) -> bool {
    let fits = matches!(
        (&grant.role, &grant.scope),
        (Role::Supervisor | Role::Admin, Scope::Subdistrict)
            | (Role::GridWorker, Scope::Grids(_) | Scope::Communities(_))
            | (Role::Committee, Scope::Communities(_))
            | (Role::Handler, Scope::Department(_))
            | (Role::Observer, Scope::ObservationPoint(_))
    );
    fits && match &grant.scope {
        Scope::Subdistrict => true,
        Scope::Communities(all) => all
            .iter()
            .all(|id| directory.communities.iter().any(|each| each.id == *id)),
        Scope::Grids(all) => all
            .iter()
            .all(|id| directory.grids.iter().any(|each| each.id == *id)),
        Scope::Department(id) => directory.department(id).is_some(),
        Scope::ObservationPoint(id) => directory
            .observation_points
            .iter()
            .any(|each| each.id == *id),
    }
}
