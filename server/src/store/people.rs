//! Accounts, devices and sessions.

use async_trait::async_trait;
use gridloop_shared::model::{DeviceId, Directory, Grant, PersonId, SubdistrictId, Timestamp};
use serde::{Deserialize, Serialize};

use super::StoreError;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// What somebody could do once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Former {
    /// With these grants.
    pub grants: Vec<Grant>,
    /// Until then, by the server's clock.
    pub until: Timestamp,
}

/// A device as the administrator sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub registered_at: Timestamp,
    /// Since when it may not be used any more.
    pub revoked_at: Option<Timestamp>,
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The name by which they sign in, unique on the server.
    pub user: String,
    /// Whose data they work with.
    pub subdistrict: SubdistrictId,
    /// Who they are in it.
    pub person: PersonId,
    /// The name as it is written.
    pub name: String,
    /// What they may do.
    pub grants: Vec<Grant>,
    /// The password's hash in the PHC string format.
    pub password: String,
}

/// What became of a device at sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceStanding {
    /// It is this person's, now or since earlier.
    Theirs,
    /// It is somebody else's.
    OfAnother,
    /// It was this person's and was revoked.
    Revoked,
}

/// A session that has not expired, with who it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// On which device.
    pub device: DeviceId,
    /// Whether the device was revoked since.
    pub revoked: bool,
    /// Until when it holds if it is not used.
    pub expires_at: Timestamp,
    /// Of which subdistrict.
    pub subdistrict: SubdistrictId,
    /// Who.
    pub person: PersonId,
    /// The name as it is written.
    pub name: String,
    /// What they may do now.
    pub grants: Vec<Grant>,
    /// What they could do before.
    pub former: Vec<Former>,
}

/// Accounts, devices and sessions.
#[async_trait]
pub trait People: Send + Sync {
    /// The account of this user name.
    async fn account(&self, user: &str) -> Result<Option<Account>, StoreError>;
    /// Makes the device this person's if it is nobody's yet.
    async fn register_device(
        &self,
        device: DeviceId,
        account: &Account,
        at: Timestamp,
    ) -> Result<DeviceStanding, StoreError>;
    /// Opens a session on a registered device.
    async fn open_session(
        &self,
        token: TokenHash,
        device: DeviceId,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;
    /// The session of this token, unless it has expired by `now`.
    async fn session(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError>;
    /// Moves the end of a session. Answers whether there is such a session.
    async fn extend_session(&self, token: TokenHash, until: Timestamp) -> Result<bool, StoreError>;
    /// Every device of a subdistrict.
    async fn devices(&self, subdistrict: &SubdistrictId) -> Result<Vec<Device>, StoreError>;
    /// Revokes a device, for good. Answers whether there is such a device. What was decided against its acts gets a place at the end
    /// of the log once more: it may never have heard, and its person's other devices have passed over it.
    async fn revoke_device(
        &self,
        subdistrict: &SubdistrictId,
        device: DeviceId,
        at: Timestamp,
    ) -> Result<bool, StoreError>;
    /// Gives somebody other grants from now on, together with the directory that says so. Answers whether there is such a person.
    async fn regrant(
        &self,
        directory: &Directory,
        person: &PersonId,
        grants: &[Grant],
        now: Timestamp,
    ) -> Result<bool, StoreError>;
    /// What somebody may do now, and could do before; none if there is no such person.
    async fn rights(
        &self,
        subdistrict: &SubdistrictId,
        person: &PersonId,
    ) -> Result<Option<(Vec<Grant>, Vec<Former>)>, StoreError>;
    /// Ends a session, and forgets those that have expired by `now`.
    async fn close_session(&self, token: TokenHash, now: Timestamp) -> Result<(), StoreError>;
}
