//! The server of a plan: the real routes over a real database, which can be stopped, killed, copied and put back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, Bytes};
use axum::http::Request;
use gridloop::{Clock, Config, Parts};
use gridloop_app::outbox::Trouble;
use gridloop_shared::model::Timestamp;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::office::{self, FILE};
use crate::post::{Call, Reply};

/// The longest answer.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The server of a plan.
pub struct Server {
    all: TempDir,
    folder: PathBuf,
    folders: usize,
    backups: Vec<PathBuf>,
    parts: Option<Parts>,
    /// A look at its database, beside it.
    pub database: SqliteConnection,
    clock: Arc<AtomicI64>,
    /// Until when it is down.
    pub down_until: i64,
}

/// A server over a folder, without an address.
pub fn config(data: &Path) -> Config {
    Config {
        data: data.to_owned(),
        listen: ([127, 0, 0, 1], 0).into(),
        app: Some(data.join("no-app")),
        secure_cookie: false,
        keep_days: 180,
        keep_unnamed_hours: 24 * 14,
        demo: None,
    }
}

impl Server {
    /// On the first morning.
    pub async fn new(now: i64) -> Self {
        let all = folder();
        let folder = all.path().join("0");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join(FILE), office::database().await).unwrap();
        let database = office::connect(&folder.join(FILE)).await;
        Self {
            all,
            folder,
            folders: 0,
            backups: Vec::new(),
            parts: None,
            database,
            clock: Arc::new(AtomicI64::new(now)),
            down_until: 0,
        }
    }

    /// Its data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Answers a request, of which only so many bytes arrive.
    pub async fn answer(
        &mut self,
        now: i64,
        call: &Call,
        cut: Option<usize>,
    ) -> Result<Reply, Trouble> {
        if now < self.down_until {
            return Err(Trouble::NoNetwork);
        }
        self.clock.store(now, Ordering::SeqCst);
        if self.parts.is_none() {
            let clock = self.clock.clone();
            let clock = Clock::new(move || Timestamp::from_millis(clock.load(Ordering::SeqCst)));
            let parts = gridloop::open(config(&self.folder), clock).await.unwrap();
            self.parts = Some(parts);
        }
        let routes = self.parts.as_ref().unwrap().routes.clone();
        let response = routes.oneshot(request(call, cut)).await.unwrap();
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let body = axum::body::to_bytes(response.into_body(), MOST_BYTES).await;
        Ok(Reply {
            status,
            headers,
            body: body.unwrap().to_vec(),
        })
    }

    /// Nothing can be committed, or everything again.
    pub async fn set_failing(&mut self, failing: bool) {
        let statements = if failing {
            [
                "create trigger fails_log before insert on log begin select raise(abort, 'disk full'); end",
                "create trigger fails_aside before insert on set_aside begin select raise(abort, 'disk full'); end",
            ]
        } else {
            ["drop trigger fails_log", "drop trigger fails_aside"]
        };
        for statement in statements {
            sqlx::query(statement)
                .execute(&mut self.database)
                .await
                .unwrap();
        }
    }

    /// Stopped: what was handed in is finished.
    pub async fn stop(&mut self) {
        if let Some(parts) = self.parts.take() {
            parts.close().await;
        }
    }

    /// Killed: only what is in the database is left.
    pub fn kill(&mut self) {
        self.parts = None;
    }

    /// Makes a backup while it runs.
    pub async fn back_up(&mut self) {
        let to = self.next_folder();
        gridloop::backup(&self.folder, &to, |_| {}).await.unwrap();
        self.backups.push(to);
    }

    /// Puts the last backup but so many in place. Answers whether there is one.
    pub async fn restore(&mut self, back: u8, by_hand: bool) -> bool {
        let Some(at) = self.backups.len().checked_sub(usize::from(back) + 1) else {
            return false;
        };
        let from = self.backups[at].clone();
        self.stop().await;
        let to = self.next_folder();
        if by_hand {
            // The database alone; the photos stay where they are.
            copy(&self.folder, &to);
            for name in [
                FILE.to_owned(),
                format!("{FILE}-wal"),
                format!("{FILE}-shm"),
            ] {
                let _ = std::fs::remove_file(to.join(name));
            }
            std::fs::copy(from.join(FILE), to.join(FILE)).unwrap();
        } else {
            gridloop::restore(&from, &to, |_| {}).await.unwrap();
        }
        self.folder = to;
        let database = office::connect(&self.folder.join(FILE)).await;
        let before = std::mem::replace(&mut self.database, database);
        before.close().await.unwrap();
        true
    }

    /// Everything is cleared away.
    pub async fn end(mut self) {
        self.stop().await;
        self.database.close().await.unwrap();
        self.all.close().unwrap();
    }

    fn next_folder(&mut self) -> PathBuf {
        self.folders += 1;
        self.all.path().join(self.folders.to_string())
    }
}

/// In memory where the system has a place for that: whether what is committed is durable is tried elsewhere.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir()
        && let Ok(folder) = tempfile::tempdir_in(memory)
    {
        return folder;
    }
    tempfile::tempdir().unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn request(call: &Call, cut: Option<usize>) -> Request<Body> {
    let mut request = Request::builder()
        .method(call.method.clone())
        .uri(&call.path)
        .header("content-length", call.body.len());
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let body = match cut {
        None => Body::from(call.body.clone()),
        Some(bytes) => {
            let there = Bytes::copy_from_slice(&call.body[..bytes.min(call.body.len())]);
            let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
            Body::from_stream(futures::stream::iter([Ok(there), Err(broken)]))
        }
    };
    request.body(body).unwrap()
}
