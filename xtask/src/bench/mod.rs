//! Measurements on this machine, beside what others do with the same work in the same run.

mod budgets;
mod figures;
mod machine;
mod notes;
mod record;
mod rows;
mod run;
mod size;
mod sync;
mod systems;
mod table;
mod unit;
mod usage;

use anyhow::Result;
use clap::Subcommand;

/// `cargo xtask bench`
#[derive(Subcommand)]
pub enum Bench {
    /// Documents to the server and to other devices: ours, automerge-repo and PouchDB
    Sync(sync::Sync),
}

impl Bench {
    /// Measures.
    pub fn run(self) -> Result<()> {
        match self {
            Bench::Sync(sync) => sync.run(),
        }
    }
}
