//! `/api/v1/people`: who may do what, and on which devices.

use serde::{Deserialize, Serialize};

use crate::model::{DeviceId, Grant, PersonId, Timestamp};

/// A device of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceState {
    /// Which.
    pub id: DeviceId,
    /// Since when, by the server's clock.
    pub registered_at: Timestamp,
    /// Since when it may not be used any more, if it may not.
    pub revoked_at: Option<Timestamp>,
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonState {
    /// Who.
    pub person: PersonId,
    /// The name as it is written.
    pub name: String,
    /// What they may do.
    pub grants: Vec<Grant>,
    /// On which devices.
    pub devices: Vec<DeviceState>,
}

/// `GET /api/v1/people`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleReply {
    /// Everybody of the subdistrict.
    pub people: Vec<PersonState>,
}

/// `POST /api/v1/people/grants`: what somebody may do from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regrant {
    /// Who.
    pub person: PersonId,
    /// All that they may do.
    pub grants: Vec<Grant>,
}

/// `POST /api/v1/people/revoke`: a device may not be used any more, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoke {
    /// Which.
    pub device: DeviceId,
}
