//! Simulated phones: the app's own errands, outbox and inbox on many devices, the server's own routes over a real database, one
//! virtual clock, and a way between them on which everything goes wrong. Plans are made by the dice, run, and looked at after
//! every step; one that fails is shortened and saved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a simulation fails by panicking, and tells how it goes"
)]

mod acting;
mod agenda;
mod chief;
mod device;
mod disk;
mod figures;
pub mod generate;
mod line;
mod look;
mod office;
mod photo;
mod plan;
mod post;
mod server;
mod settle;
mod shared;
mod shrink;
mod tab;
mod tamper;
mod truth;
mod violation;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use figures::Figures;
pub use plan::{Granted, Plan, Step, Taken};
pub use post::Fault;
pub use shrink::shrink;
pub use tamper::Tamper;
pub use violation::Violation;
use world::World;

fn say(line: &str) {
    println!("{line}");
}

/// How a plan is run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// What the server does wrong on purpose.
    pub tamper: Tamper,
    /// Whether to tell what happens.
    pub tell: bool,
}

/// Runs plans, one after the other.
pub struct Runner {
    runtime: tokio::runtime::Runtime,
}

impl Default for Runner {
    fn default() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        Self { runtime }
    }
}

impl Runner {
    /// Runs a plan.
    ///
    /// # Errors
    /// What did not hold. A panic of anything that took part is one of them.
    pub fn run(&self, plan: &Plan, manner: Manner) -> Result<Figures, Violation> {
        let run = || {
            self.runtime.block_on(async {
                let mut world = World::new(plan, manner.tamper).await;
                world.tell = manner.tell;
                let outcome = world.run(plan).await;
                let figures = world.figures();
                world.end().await;
                outcome.map(|()| figures)
            })
        };
        catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
            let what = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|what| (*what).to_owned()))
                .unwrap_or_default();
            Err(Violation::new(format!("something panicked: {what}")))
        })
    }

    /// Shortens a plan that fails.
    pub fn shrink(&self, plan: &Plan, violation: Violation, manner: Manner) -> (Plan, Violation) {
        shrink(plan, violation, |shorter| self.run(shorter, manner).err())
    }
}
