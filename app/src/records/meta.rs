//! Single values: how far the log was read, who uses the device.

use gridloop_shared::model::{DeviceId, Principal};
use gridloop_shared::sync::{Cursor, PackRef};
use serde::{Deserialize, Serialize};

use super::Record;
use crate::store::Shelf;

/// The key of [`Place`].
pub const PLACE: &str = "place";
/// The key of the directory, which is kept as it comes.
pub const DIRECTORY: &str = "directory";

/// How far the log was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The server's cursor. Empty before the first page.
    pub cursor: String,
    /// Whether the server is naming every document.
    pub naming: bool,
    /// Whether nothing was here when it began.
    #[serde(default)]
    pub fresh: bool,
    /// Packs of which documents are still to be fetched.
    #[serde(default)]
    pub packs: Vec<PackRef>,
    /// Whether the server has lost what came after a backup, and this device has not yet given back what it has of it.
    #[serde(default)]
    pub lost: bool,
    /// The version of the app that passed over rows that it did not know. A later one asks for everything anew.
    #[serde(default)]
    pub skipped: Option<String>,
}

/// The version of the app.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Place {
    /// Whether the server has more cases to name.
    #[must_use]
    pub const fn is_fetching(&self) -> bool {
        self.naming || self.cursor.is_empty() || !self.packs.is_empty()
    }

    /// The place in the log up to which the server has told of everything; none while it is telling, or has lost something.
    #[must_use]
    pub fn told_up_to(&self) -> Option<u64> {
        let cursor: Option<Cursor> = self.cursor.parse().ok();
        let is_told = !self.is_fetching() && !self.lost;
        cursor.filter(|_| is_told).map(|cursor| cursor.seq)
    }
}

impl Record for Place {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        PLACE.to_owned()
    }
}

/// Gives every row of the outbox its place. Never goes back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// The last place given.
    pub last: u64,
}

impl Counter {
    /// The key.
    pub const KEY: &str = "outbox-counter";

    /// The next place.
    pub const fn next(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }
}

impl Record for Counter {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}

/// Who uses this device: what the app needs to open without a network. In the device's own database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name by which they sign in.
    pub user: String,
    /// Who, on which device, with which grants.
    pub principal: Principal,
    /// The name as it is written.
    pub name: String,
    /// Whether they are signed in, or were the last to be.
    pub signed_in: bool,
    /// Whether the server has not heard yet that they have signed out.
    #[serde(default)]
    pub owes_sign_out: bool,
    /// Whether this device was revoked, and what has become of what was on it.
    #[serde(default)]
    pub revoked: Option<Revoked>,
}

/// A device that was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revoked {
    /// It hands over what it has.
    HandingOver,
    /// Nothing of the person is left on it.
    Locked(LastDelivery),
}

/// What became of the work on a device that was revoked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastDelivery {
    /// Acts on which a supervisor decides.
    pub acts: usize,
    /// Acts and photos that the server would not have.
    pub left: usize,
}

impl Profile {
    /// The key.
    pub const KEY: &str = "profile";

    /// The name by which they sign in, if it is known.
    #[must_use]
    pub fn last_user(&self) -> Option<String> {
        Some(self.user.clone()).filter(|user| !user.is_empty())
    }
}

impl Record for Profile {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}

/// Which device this installation is when this person uses it. In the device's own database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceOf {
    /// The name by which they sign in.
    pub user: String,
    /// The device.
    pub device: DeviceId,
    /// Whether their database was made: if it is not there any more, the browser has cleared it.
    pub opened: bool,
}

impl DeviceOf {
    /// The key for a person.
    #[must_use]
    pub fn key_of(user: &str) -> String {
        format!("device/{user}")
    }
}

impl Record for DeviceOf {
    const SHELF: Shelf = Shelf::Meta;
    fn key(&self) -> String {
        Self::key_of(&self.user)
    }
}
