//! The load client: some devices that do a day's work with a server, and one line of JSON for every measurement of it.
//!
//! `run` does it with a server of ours. `workload` writes the same work as JSON, for the clients of the peers.
#![allow(clippy::print_stdout, reason = "its lines are what it is started for")]

mod link;
mod reader;
mod reconnect;
mod run;
mod size;
mod texts;
mod told;
mod traffic;
mod visible;
mod wire;
mod workload;
mod writer;

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use size::Size;
use workload::Workload;

#[derive(Parser)]
#[command(about = "Devices that work with a GridLoop server, measured")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Do the work with this server, which must be new and have the demo's people and no cases
    Run {
        /// Where it listens
        #[arg(long)]
        server: SocketAddr,
        #[command(flatten)]
        size: Size,
    },
    /// Write the work as JSON
    Workload {
        #[command(flatten)]
        size: Size,
    },
}

/// One thread: what it does beside the server must cost as little as may be.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match act(Cli::parse().task).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn act(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Run { server, size } => run::run(server, &Workload::new(size)?).await,
        Task::Workload { size } => {
            println!("{}", told::as_json(&Workload::new(size)?)?);
            Ok(())
        }
    }
}
