//! Starts the server's parts in order and stops them in the reverse one.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::assets::Assets;
use crate::auth::PasswordError;
use crate::clock::Clock;
use crate::config::Config;
use crate::demo::DemoError;
use crate::listen::listen;
use crate::lock::LockError;
use crate::parts::{Parts, with_assets};
use crate::store::StoreError;

/// How long the writer has at a stop for what was handed in.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The database.
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    /// The folder of the photos.
    #[error("the photo folder cannot be used")]
    Photos(#[source] std::io::Error),
    /// The folder of the packs.
    #[error("the folder of the packs cannot be used")]
    Packs(#[source] std::io::Error),
    /// The address.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// A name for what the server acts on.
    #[error("the system has no randomness to give")]
    Randomness(#[source] getrandom::Error),
    /// Password hashing.
    #[error(transparent)]
    Passwords(#[from] PasswordError),
    /// The demo.
    #[error("the demo cannot be loaded")]
    Demo(#[from] DemoError),
}

/// A server that runs.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    stopping: CancellationToken,
    served: JoinHandle<()>,
}

impl Running {
    /// Stops: streams end, requests in flight are finished, everything handed in is judged, the database is closed.
    pub async fn stop(self) {
        self.stopping.cancel();
        if let Err(error) = self.served.await {
            tracing::error!(%error, "the server did not stop cleanly");
        }
    }
}

/// Starts a server.
///
/// # Errors
/// When one of its parts does not start.
pub async fn start(config: Config) -> Result<Running, StartError> {
    // Phones that have the app need the server all the same: it starts.
    let assets = Assets::open(config.app.clone());
    if !assets.has_app() {
        tracing::warn!("there are no files of the app here: name their folder with --app");
    }
    // Before the database is opened: nothing is written for a start that fails.
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|source| StartError::Listen {
            address: config.listen,
            source,
        })?;
    let address = listener.local_addr().unwrap_or(config.listen);
    let parts = with_assets(config, assets, Clock::default()).await?;
    let stopping = parts.stopping.clone();
    let served = tokio::spawn(run(listener, parts));
    Ok(Running {
        address,
        stopping,
        served,
    })
}

async fn run(listener: TcpListener, parts: Parts) {
    let Parts {
        routes,
        stopping,
        follow_up,
        mut at_work,
        store,
        lock,
    } = parts;
    at_work.push(tokio::spawn(follow_up.run(stopping.clone())));
    listen(listener, routes, stopping).await;
    // The last way in is gone with the routes; the writer ends when it has judged what was handed in.
    if tokio::time::timeout(PATIENCE, join_all(at_work))
        .await
        .is_err()
    {
        tracing::warn!("work was cut at the stop");
    }
    store.close().await;
    drop(lock);
    tracing::info!("stopped");
}
