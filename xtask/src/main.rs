//! What a developer runs: `cargo xtask setup | build | serve | test | simulate | fuzz | faults | bench`.
//!
//! Everything that the checkout needs beyond a Rust toolchain and Node is found or installed by `setup`, outside the checkout.
#![allow(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is this program's job"
)]

mod app;
mod bench;
mod faults;
mod files;
mod fuzz;
mod process;
mod say;
mod serve;
mod setup;
mod simulate;
mod test;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Set-up, build, serve and test GridLoop")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Find or install what building and testing need
    Setup {
        /// Only what the app's build needs, not the test tools
        #[arg(long)]
        app_only: bool,
    },
    /// Build the app into dist/
    Build {
        /// Build quickly and without optimisation
        #[arg(long)]
        debug: bool,
        /// Also when nothing has changed since the last build
        #[arg(long)]
        force: bool,
    },
    /// Build the app and the server, and run them
    Serve(serve::Serve),
    /// Everything that must hold before a change is taken in
    Test {
        /// Run one stage instead of all
        #[arg(long, value_enum)]
        only: Option<test::Stage>,
    },
    /// Simulated phones: many plans by the dice, or one saved plan again
    Simulate(simulate::Simulate),
    /// Measure, beside others doing the same
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Look for bytes that break the way in, guided by coverage
    Fuzz(fuzz::Fuzz),
    /// Kill the server, cut its lines, send a crowd, and show the figures
    Faults(faults::Faults),
    /// Trunk's hook before it reads index.html
    #[command(hide = true)]
    PreBuild,
    /// Trunk's hook after it wrote the staging folder
    #[command(hide = true)]
    PostBuild,
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        // Without the stack, which the environment may ask for: it would bury the sentence that says what to do.
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    process::note_own_path()?;
    match task {
        Task::Setup { app_only: true } => setup::for_app().map(drop),
        Task::Setup { app_only: false } => setup::for_tests().map(drop),
        Task::Build { debug, force } => app::build(app::Profile::from_debug(debug), force),
        Task::Serve(serve) => serve.run(),
        Task::Test { only } => test::run(only),
        Task::Simulate(simulate) => simulate.run(),
        Task::Bench(bench) => bench.run(),
        Task::Fuzz(fuzz) => fuzz.run(),
        Task::Faults(faults) => faults.run(),
        Task::PreBuild => app::hooks::pre_build(),
        Task::PostBuild => app::hooks::post_build(),
    }
}
