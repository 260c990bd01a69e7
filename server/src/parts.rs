//! The server's parts put together over a data folder, without an address: for the one that listens, and for a caller in the
//! same process who holds the clock.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use futures_util::future::join_all;
use gridloop_shared::model::DeviceId;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::assets::Assets;
use crate::auth::{Ended, Passwords, Throttle};
use crate::clock::Clock;
use crate::config::Config;
use crate::demo;
use crate::follow_up::FollowUp;
use crate::ingest::Ingest;
use crate::lock::Lock;
use crate::log::{Wakes, trim};
use crate::packs::{self, PackFiles};
use crate::photos::{ClearingAway, PhotoStore};
use crate::router::router;
use crate::serve::StartError;
use crate::state::{App, Directories};
use crate::store::sqlite::{FEW_PAGES, Sqlite};
use crate::store::{Store, Tenants};

/// A server that nobody can reach yet.
#[derive(Debug)]
pub struct Parts {
    /// All that it answers to.
    pub routes: Router,
    pub(crate) stopping: CancellationToken,
    /// What reminds and carries answers on, once it runs.
    pub(crate) follow_up: FollowUp,
    /// The writer, and what goes on in the background.
    pub(crate) at_work: Vec<JoinHandle<()>>,
    pub(crate) store: Sqlite,
    pub(crate) lock: Lock,
}

impl Parts {
    /// Ends it: everything handed in is judged, the database is closed.
    pub async fn close(self) {
        self.stopping.cancel();
        drop((self.routes, self.follow_up));
        for ended in join_all(self.at_work).await {
            if let Err(error) = ended {
                tracing::error!(%error, "work did not end cleanly");
            }
        }
        self.store.close().await;
        drop(self.lock);
    }
}

/// How often what was written ahead is folded into the database.
const FOLD_IN: Duration = Duration::from_secs(1);

/// Puts a server together over a data folder. Its address is not used.
///
/// # Errors
/// When one of its parts does not start.
pub async fn open(config: Config, clock: Clock) -> Result<Parts, StartError> {
    let assets = Assets::open(config.app.clone());
    with_assets(config, assets, clock).await
}

pub(crate) async fn with_assets(
    config: Config,
    assets: Assets,
    clock: Clock,
) -> Result<Parts, StartError> {
    let lock = Lock::on(&config.data)?;
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
    let (ingest, writer) = Ingest::start(
        shared.clone(),
        directories.clone(),
        wakes.clone(),
        clock.clone(),
    );
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
    let stopping = CancellationToken::new();
    let clearing_away = ClearingAway {
        photos: photos.clone(),
        store: shared.clone(),
        keep_hours: config.keep_unnamed_hours,
        clock: clock.clone(),
        stopping: stopping.clone(),
    };
    let at_work = vec![
        writer,
        tokio::spawn(clearing_away.run()),
        tokio::spawn(trim(
            shared.clone(),
            config.keep_days,
            clock.clone(),
            stopping.clone(),
        )),
        tokio::spawn(packs::keep(shared.clone(), packs.clone(), stopping.clone())),
        tokio::spawn(fold_in(store.clone(), stopping.clone())),
    ];
    let follow_up = FollowUp {
        store: shared.clone(),
        directories: directories.clone(),
        ingest: ingest.clone(),
        wakes: wakes.clone(),
        clock: clock.clone(),
        device: a_new_device(&clock)?,
    };
    let app = Arc::new(App {
        store: shared,
        directories,
        regrants: tokio::sync::Mutex::default(),
        ingest,
        clock,
        wakes,
        arrivals: Wakes::default(),
        ended: Ended::default(),
        photos,
        packs,
        assets,
        passwords: Passwords::start().await?,
        throttle: Throttle::default(),
        secure_cookie: config.secure_cookie,
        stopping: stopping.clone(),
    });
    Ok(Parts {
        routes: router(app),
        stopping,
        follow_up,
        at_work,
        store,
        lock,
    })
}

/// What the server acts on from this start to the next.
fn a_new_device(clock: &Clock) -> Result<DeviceId, StartError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(StartError::Randomness)?;
    Ok(DeviceId::new(clock.now(), random))
}

/// Keeps the write-ahead log short until the server stops.
async fn fold_in(store: Sqlite, stopping: CancellationToken) {
    while tokio::time::timeout(FOLD_IN, stopping.cancelled())
        .await
        .is_err()
    {
        if let Err(error) = store.fold_in(FEW_PAGES).await {
            tracing::error!(%error, "what was written ahead cannot be folded in");
        }
    }
}
