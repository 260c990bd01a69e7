//! What the server is told at start.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What the server is told at start.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the database and the photos. Made if it is not there.
    pub data: PathBuf,
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// A folder with the app's files instead of those in the program.
    pub app: Option<PathBuf>,
    /// Whether the session cookie is sent over TLS only.
    pub secure_cookie: bool,
    /// How many days the log reaches back.
    pub keep_days: u16,
    /// Hours that a photo is kept which no record names.
    pub keep_unnamed_hours: i64,
    /// How many cases of the demo subdistrict to load into a new database.
    pub demo: Option<usize>,
}
