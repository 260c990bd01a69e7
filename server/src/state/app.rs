//! The server's parts, put together once at start.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::Directories;
use crate::assets::Assets;
use crate::auth::{Ended, Passwords, Throttle};
use crate::clock::Clock;
use crate::ingest::Ingest;
use crate::log::Wakes;
use crate::packs::PackFiles;
use crate::photos::PhotoStore;
use crate::store::Store;

/// The server's parts.
pub struct App {
    /// What is kept durably.
    pub store: Arc<dyn Store>,
    /// Reference data.
    pub directories: Directories,
    /// Held while somebody is given other grants: reference data is read, changed and written as one.
    pub regrants: tokio::sync::Mutex<()>,
    /// The way in for changes.
    pub ingest: Ingest,
    /// What time it is.
    pub clock: Clock,
    /// Who waits for news.
    pub wakes: Wakes,
    /// Who waits for photos that a record has named: told that one has come, and not which.
    pub arrivals: Wakes,
    /// Who answers to a session that may end.
    pub ended: Ended,
    /// The bytes of photos.
    pub photos: PhotoStore,
    /// Packs.
    pub packs: PackFiles,
    /// The app itself.
    pub assets: Assets,
    /// Password checks.
    pub passwords: Passwords,
    /// Failed tries.
    pub throttle: Throttle,
    /// Whether the session cookie is for TLS only.
    pub secure_cookie: bool,
    /// Set when the server stops.
    pub stopping: CancellationToken,
}
