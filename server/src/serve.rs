//! Starts the server's parts in order and stops them in the reverse one.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::assets::Assets;
use crate::auth::{PasswordError, Passwords, Throttle};
use crate::config::Config;
use crate::demo::{self, DemoError};
use crate::ingest::Ingest;
use crate::listen::listen;
use crate::log::{Wakes, trim};
use crate::packs::{self, PackFiles};
use crate::photos::{ClearingAway, PhotoStore};
use crate::router::router;
use crate::state::{App, Directories};
use crate::store::sqlite::Sqlite;
use crate::store::{Store, StoreError, Tenants};

/// How long the writer has at a stop for what was handed in.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
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
    let assets = Assets::open(config.app);
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
    let store = Sqlite::open(&config.data).await?;
    store.healthy().await?;
    let photos = PhotoStore::open(&config.data)
        .await
        .map_err(StartError::Photos)?;
    let packs = PackFiles::open(&config.data)
        .await
        .map_err(StartError::Packs)?;
    let directories = Directories::default();
    let wakes = Wakes::default();
    let shared: Arc<dyn Store> = Arc::new(store.clone());
    let (ingest, writer) = Ingest::start(shared.clone(), directories.clone(), wakes.clone());
    demo::check_finished(&config.data)?;
    let tenants = store.tenants().await?;
    if let Some(cases) = config.demo.filter(|_| tenants.is_empty()) {
        demo::load(
            &config.data,
            shared.as_ref(),
            &directories,
            &ingest,
            &photos,
            cases,
        )
        .await?;
    }
    if tenants.is_empty() && config.demo.is_none() {
        tracing::warn!(
            "there is no subdistrict in this database, so nobody can sign in: --demo founds one to try things out"
        );
    }
    for tenant in tenants {
        directories.put(tenant);
    }
    let address = listener.local_addr().unwrap_or(config.listen);
    let stopping = CancellationToken::new();
    tokio::spawn(trim(shared.clone(), config.keep_days, stopping.clone()));
    tokio::spawn(packs::keep(shared.clone(), packs.clone(), stopping.clone()));
    let clearing_away = tokio::spawn(
        ClearingAway {
            photos: photos.clone(),
            store: shared.clone(),
            keep_hours: config.keep_unnamed_hours,
            stopping: stopping.clone(),
        }
        .run(),
    );
    let app = Arc::new(App {
        store: shared,
        directories,
        regrants: tokio::sync::Mutex::default(),
        ingest,
        wakes,
        arrivals: Wakes::default(),
        photos,
        packs,
        assets,
        passwords: Passwords::start().await?,
        throttle: Throttle::default(),
        secure_cookie: config.secure_cookie,
        stopping: stopping.clone(),
    });
    let at_work = [writer, clearing_away];
    let served = tokio::spawn(run(listener, app, stopping.clone(), at_work, store));
    Ok(Running {
        address,
        stopping,
        served,
    })
}

async fn run(
    listener: TcpListener,
    app: Arc<App>,
    stopping: CancellationToken,
    at_work: [JoinHandle<()>; 2],
    store: Sqlite,
) {
    listen(listener, router(app), stopping).await;
    // The last way in is gone with the routes; the writer ends when it has judged what was handed in.
    if tokio::time::timeout(PATIENCE, join_all(at_work))
        .await
        .is_err()
    {
        tracing::warn!("work was cut at the stop");
    }
    store.close().await;
    tracing::info!("stopped");
}
