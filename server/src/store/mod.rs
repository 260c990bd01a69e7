//! What is kept durably, as the rooms above see it: small traits by concern, one backend a module.

mod changes;
mod error;
mod follow_up;
mod log;
mod packs;
mod people;
mod photos;
pub mod sqlite;
mod tenants;

pub use changes::{
    Admission, Batch, Changes, Decision, DocumentState, Placed, Recalled, SetAside, Standing,
    StoredDocument,
};
pub use error::StoreError;
pub use follow_up::{FollowUps, Followed, Wait};
pub use log::{Head, Log, LogRow, Ruled, RuledElsewhere};
pub use packs::{Pack, Packed, Packs};
pub use people::{Account, Device, DeviceStanding, Former, People, Session, TokenHash};
pub use photos::{Holder, Photos, Reference};
pub use tenants::{Tenant, Tenants};

/// A backend: all concerns over one database.
pub trait Store: Tenants + People + Changes + Log + Packs + Photos + FollowUps {}

impl<S: Tenants + People + Changes + Log + Packs + Photos + FollowUps> Store for S {}

#[cfg(test)]
mod conformance;
