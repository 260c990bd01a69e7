//! How much work it is.

use clap::Args;
use serde::Serialize;

/// How much work it is.
#[derive(Debug, Clone, Args, Serialize)]
pub struct Size {
    /// Devices that write, all at once
    #[arg(long, default_value_t = 4)]
    pub devices: usize,
    /// Documents that each of them records
    #[arg(long, default_value_t = 2_500)]
    pub documents: usize,
    /// Further steps of each document
    #[arg(long, default_value_t = 2)]
    pub edits: usize,
    /// Changes in one batch
    #[arg(long, default_value_t = 100)]
    pub batch: usize,
    /// How often to ask whether there is something new
    #[arg(long, default_value_t = 10)]
    pub again: usize,
    /// After so many seconds of asking, one time is enough
    #[arg(long, default_value_t = 10)]
    pub again_seconds: u64,
    /// Changes that one device saves and another sees
    #[arg(long, default_value_t = 200)]
    pub samples: usize,
    /// Pause between two of them, so that nothing else goes on
    #[arg(long, default_value_t = 150)]
    pub pause_ms: u64,
    /// Devices that come back at once
    #[arg(long, default_value_t = 500)]
    pub reconnecting: usize,
    /// Changes that each of those has missed
    #[arg(long, default_value_t = 20)]
    pub missed: usize,
}

impl Size {
    /// Of each device's documents, those that are there at the first look: a tenth.
    pub fn first(&self) -> usize {
        self.documents.div_euclid(10).max(1)
    }
}
