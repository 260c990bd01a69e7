//! The GridLoop server as a library, so that a test starts what the program starts.

mod assets;
mod auth;
mod backup;
mod calendar;
pub mod cli;
mod clock;
mod config;
mod contained;
mod demo;
mod error;
mod export;
mod follow_up;
mod health;
mod ingest;
mod listen;
mod lock;
mod log;
mod packs;
mod parts;
mod photos;
mod projection;
mod rebuild;
mod router;
mod seal;
mod serve;
mod state;
mod store;
mod wire;
mod would_be;

pub use auth::PasswordError;
pub use backup::{BackupError, Copied, backup, restore};
pub use clock::Clock;
pub use config::Config;
pub use demo::DemoError;
pub use export::{ExportError, export};
#[cfg(feature = "fuzzing")]
pub use ingest::fuzzing;
pub use lock::LockError;
pub use parts::{Parts, open};
pub use rebuild::{RebuildError, Rebuilt, rebuild};
pub use serve::{Running, StartError, start};
pub use store::StoreError;

#[cfg(any(test, feature = "fuzzing"))]
mod fixture;
