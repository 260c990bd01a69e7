//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use gridloop_shared::model::CaseId;

use crate::config::Config;

/// GridLoop: what is recorded on the spot comes back answered.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    /// Write the log as JSON lines
    #[arg(long, global = true, env = "GRIDLOOP_LOG_JSON")]
    pub log_json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server
    Serve(Serve),
    /// Write one case as a standard Automerge file
    Export(Export),
    /// Copy the database and the photos to a new folder; the server may be running
    Backup(Backup),
    /// Make documents, list rows and packs again from the log; the server must not be running
    Rebuild(Rebuild),
    /// Make a data folder of a backup; phones that are ahead of it give back what it lacks
    Restore(Restore),
}

/// `gridloop serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Folder of the database and the photos
    #[arg(long, env = "GRIDLOOP_DATA")]
    data: PathBuf,
    /// Where to listen; port 0 takes a free one
    #[arg(long, env = "GRIDLOOP_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Serve the app's files from this folder instead of those in the program
    #[arg(long, env = "GRIDLOOP_APP")]
    app: Option<PathBuf>,
    /// Send the session cookie over TLS only: set it whenever browsers reach the server by https
    #[arg(long, env = "GRIDLOOP_SECURE_COOKIE")]
    secure_cookie: bool,
    /// How many days a device may stay away and still be told only what is new
    #[arg(long, env = "GRIDLOOP_KEEP_DAYS", default_value_t = 180)]
    keep_days: u16,
    /// Days that a photo is kept which no record names: a phone may hold its record back
    #[arg(
        long,
        env = "GRIDLOOP_KEEP_UNNAMED_PHOTOS",
        value_name = "DAYS",
        default_value_t = 14
    )]
    keep_unnamed_photos: u16,
    /// Load the demo subdistrict if the database is new
    #[arg(long)]
    demo: bool,
    /// How many cases the demo has
    #[arg(long, default_value_t = 60, requires = "demo")]
    demo_cases: usize,
}

impl From<Serve> for Config {
    fn from(serve: Serve) -> Self {
        Self {
            data: serve.data,
            listen: serve.listen,
            app: serve.app,
            secure_cookie: serve.secure_cookie,
            keep_days: serve.keep_days,
            keep_unnamed_hours: i64::from(serve.keep_unnamed_photos) * 24,
            demo: serve.demo.then_some(serve.demo_cases),
        }
    }
}

/// `gridloop backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// Folder of the database and the photos
    #[arg(long, env = "GRIDLOOP_DATA")]
    pub data: PathBuf,
    /// The new folder
    #[arg(long)]
    pub to: PathBuf,
}

/// `gridloop rebuild`
#[derive(Debug, Args)]
pub struct Rebuild {
    /// Folder of the database
    #[arg(long, env = "GRIDLOOP_DATA")]
    pub data: PathBuf,
}

/// `gridloop restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// Folder of the backup
    #[arg(long)]
    pub from: PathBuf,
    /// The new folder of the database and the photos, to be served from then on
    #[arg(long, env = "GRIDLOOP_DATA")]
    pub data: PathBuf,
}

/// `gridloop export`
#[derive(Debug, Args)]
pub struct Export {
    /// Folder of the database
    #[arg(long, env = "GRIDLOOP_DATA")]
    pub data: PathBuf,
    /// Which case: its whole id, as in the address of its page
    #[arg(long)]
    pub case: CaseId,
    /// Where to write; to standard output if not given
    #[arg(long)]
    pub out: Option<PathBuf>,
}
