//! Runs simulated phones: some minutes or a whole night of plans by the dice, or one saved plan again.

use crate::{files, process, say};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::Command;

/// With more plans than that, optimising first is quicker.
const MANY: u64 = 20_000;

/// `cargo xtask simulate`
#[derive(Args)]
pub struct Simulate {
    /// How many plans
    #[arg(long, default_value_t = 2_000)]
    plans: u64,
    /// The number of the first plan
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How many plans may fail before it stops
    #[arg(long, default_value_t = 0)]
    failures: u64,
    /// Run this saved plan instead, and tell what happens
    #[arg(long)]
    replay: Option<PathBuf>,
}

impl Simulate {
    /// Runs to the end; fails when a plan does.
    pub fn run(self) -> Result<()> {
        let release = self.plans > MANY && self.replay.is_none();
        let step = say::start("building the simulation");
        let mut cargo = process::cargo();
        // With the whole workspace's features, so that nothing is compiled twice.
        cargo.args(["build", "--workspace", "--bin", "simulate"]);
        cargo.args(release.then_some("--release"));
        process::run(&mut cargo)?;
        step.done();

        let folder = if release { "release" } else { "debug" };
        let mut simulate = Command::new(files::target().join(folder).join("simulate"));
        simulate
            .args(["--plans", &self.plans.to_string()])
            .args(["--seed", &self.seed.to_string()])
            .args(["--failures", &self.failures.to_string()])
            .arg("--save")
            .arg(files::target().join("simulate"));
        if let Some(file) = self.replay {
            simulate.arg("--replay").arg(file);
        }
        process::run(&mut simulate)
    }
}
