//! The server's parts, put together once at start.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::Directories;
use crate::assets::Assets;
use crate::auth::{Passwords, Throttle};
use crate::clock::Clock;
use crate::ingest::Ingest;
use crate::log::Wakes;
use crate::photos::PhotoStore;
use crate::store::Store;

/// The server's parts.
pub struct App {
    /// What is kept durably.
    pub store: Arc<dyn Store>,
    /// Reference data.
    pub directories: Directories,
    /// The way in for changes.
    pub ingest: Ingest,
    /// What time it is.
    pub clock: Clock,
    /// Who waits for news.
    pub wakes: Wakes,
    /// The bytes of photos.
    pub photos: PhotoStore,
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
