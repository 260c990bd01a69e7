//! Runs the tests of bad days at full size and shows what they measure. They are the tests of `tests/faults`, and the one of
//! `tests/e2e` that kills tabs; only their sizes are others, and server and app are built as they are shipped.

use crate::{app, files, process, say, setup};
use anyhow::Result;
use clap::{Args, Subcommand};
use std::process::Command;

/// `cargo xtask faults`
#[derive(Args)]
pub struct Faults {
    #[command(subcommand)]
    fault: Fault,
    /// Where the dice begin: the same seed, the same luck, as far as two processes can have it
    #[arg(long, global = true)]
    seed: Option<u64>,
    /// With the server as it is built for tests, which takes less time to build
    #[arg(long, global = true)]
    debug: bool,
}

#[derive(Subcommand)]
enum Fault {
    /// Kill the server in the middle of its work, over and over
    Kill {
        /// How often
        #[arg(long, default_value_t = 300)]
        rounds: usize,
    },
    /// Send a backlog and fetch everything over bad lines
    Network {
        /// Reports that wait to be sent
        #[arg(long, default_value_t = 300)]
        reports: usize,
        /// Photos that wait with them
        #[arg(long, default_value_t = 3)]
        photos: usize,
        /// Cases that a new device fetches
        #[arg(long, default_value_t = 2_000)]
        cases: usize,
        /// Milliseconds between two cuts of the line that is cut
        #[arg(long, default_value_t = 5_000)]
        cut_ms: u64,
    },
    /// Kill the browser's tab while somebody records, over and over
    Tab {
        /// How often
        #[arg(long, default_value_t = 200)]
        rounds: usize,
    },
    /// Let everybody come back at once
    Crowd {
        /// How many
        #[arg(long, default_value_t = 1_000)]
        devices: usize,
        /// Cases that are there
        #[arg(long, default_value_t = 2_000)]
        cases: usize,
    },
}

impl Faults {
    /// Runs one of them.
    pub fn run(self) -> Result<()> {
        if let Fault::Tab { rounds } = self.fault {
            return in_a_browser(rounds, self.seed);
        }
        let mut tests = process::cargo();
        tests.args(["test", "--workspace", "--test", "faults"]);
        tests.args(["--", "--nocapture", "--test-threads", "1"]);
        self.fault.sized(&mut tests);
        if let Some(seed) = self.seed {
            size(&mut tests, "SEED", seed);
        }
        if !self.debug {
            let step = say::start("building the server");
            let build = ["build", "--release", "--package", "gridloop"];
            process::run(process::cargo().args(build))?;
            step.done();
            tests.env("GRIDLOOP_PROGRAM", files::target().join("release/gridloop"));
        }
        process::run(&mut tests)
    }
}

impl Fault {
    fn sized(&self, tests: &mut Command) {
        match self {
            Self::Kill { rounds } => {
                tests.arg("kill::");
                size(tests, "ROUNDS", rounds);
            }
            Self::Network {
                reports,
                photos,
                cases,
                cut_ms,
            } => {
                tests.arg("network::");
                size(tests, "REPORTS", reports);
                size(tests, "PHOTOS", photos);
                size(tests, "CASES", cases);
                size(tests, "CUT_MS", cut_ms);
                size(tests, "TALK", 60_000);
                size(tests, "LONGEST_S", 900);
            }
            // In a browser.
            Self::Tab { .. } => {}
            Self::Crowd { devices, cases } => {
                tests.arg("crowd::");
                size(tests, "DEVICES", devices);
                size(tests, "CASES", cases);
            }
        }
    }
}

/// The story of `tests/e2e`, with the app as it is shipped.
fn in_a_browser(rounds: usize, seed: Option<u64>) -> Result<()> {
    /// The longest that a round may take, in seconds.
    const ROUND: usize = 30;
    let tools = setup::for_tests()?;
    app::build(app::Profile::Release, false)?;
    process::run(process::cargo().args(["build", "--workspace", "--bin", "gridloop"]))?;
    let mut tests = tools.command("node");
    tests.args(["tests/e2e/run.mjs", "tests/e2e/killed.test.mjs"]);
    size(&mut tests, "ROUNDS", rounds);
    if let Some(seed) = seed {
        size(&mut tests, "SEED", seed);
    }
    let patience = rounds.saturating_mul(ROUND).saturating_add(120);
    tests.env("GRIDLOOP_PATIENCE_S", patience.to_string());
    process::run(&mut tests)
}

fn size(tests: &mut Command, name: &str, value: impl ToString) {
    tests.env(format!("GRIDLOOP_FAULTS_{name}"), value.to_string());
}
