//! The stages, in the order in which they run.

use super::{lengths, rooms, size, tally};
use crate::{app, process, setup};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// One thing that must hold.
#[derive(Clone, Copy, ValueEnum)]
pub enum Stage {
    /// rustfmt
    Fmt,
    /// Which room may use which
    Rooms,
    /// No file is too long to be read
    Lengths,
    /// clippy on everything, warnings are errors
    Clippy,
    /// The shared room and the app check for WebAssembly
    Wasm,
    /// Rust's tests
    Unit,
    /// The app builds as it is shipped
    App,
    /// What a first visit loads is small enough
    Size,
    /// The real app in a real browser with the real server
    Browser,
}

impl Stage {
    /// As it is written after `--only`.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    /// Runs it; lines that count tests go to `counts`.
    pub fn run(self, counts: &mut Vec<String>) -> Result<()> {
        match self {
            Stage::Fmt => process::run(process::cargo().args(["fmt", "--all", "--check"])),
            Stage::Rooms => rooms::check(),
            Stage::Lengths => lengths::check(),
            Stage::Clippy => process::run(process::cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])),
            Stage::Wasm => wasm(),
            Stage::Unit => unit(counts),
            Stage::App => app::build(app::Profile::Release, false),
            Stage::Size => size::check(),
            Stage::Browser => browser(counts),
        }
    }
}

/// With the profile and the flags of the release, so that the build after it finds the compiler's plug-ins made.
fn wasm() -> Result<()> {
    let rooms = ["--package", "gridloop-shared", "--package", "gridloop-app"];
    let target = ["--target", "wasm32-unknown-unknown", "--profile", "wasm"];
    process::run(
        setup::for_app()?
            .small("cargo")?
            .arg("check")
            .args(rooms)
            .args(target),
    )
}

fn unit(counts: &mut Vec<String>) -> Result<()> {
    let path = setup::nextest()?;
    let mut tests = setup::with_path("cargo", &path);
    tests.args([
        "nextest",
        "run",
        "--workspace",
        "--no-fail-fast",
        "--no-tests",
        "pass",
    ]);
    tally::run(&mut tests, tally::is_nextest_summary, counts)
}

fn browser(counts: &mut Vec<String>) -> Result<()> {
    let tools = setup::for_tests()?;
    app::build(app::Profile::Release, false)?;
    app::contract()?;
    // With all targets the dependencies have the features of the tests, and nothing is compiled twice.
    process::run(process::cargo().args(["build", "--workspace", "--all-targets"]))?;
    let mut tests: Command = tools.command("node");
    tests.arg("tests/e2e/run.mjs");
    tally::run(&mut tests, tally::is_browser_summary, counts)
}
