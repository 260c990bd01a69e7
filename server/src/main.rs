//! The program: reads the command line, starts the log, and does what it is told.

mod open_files;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use gridloop::cli::{Cli, Command, Export, Serve};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.log_json);
    let done = match cli.command {
        Command::Serve(serve) => serve_until_told(serve).await,
        Command::Export(export) => write_export(export).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gridloop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start_log(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if json {
        log.json().init();
    } else {
        log.init();
    }
}

async fn serve_until_told(serve: Serve) -> anyhow::Result<()> {
    open_files::take_all();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = gridloop::start(serve.into()).await?;
    let mut out = std::io::stdout();
    writeln!(out, "listening on http://{}", running.address)?;
    out.flush()?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

async fn write_export(export: Export) -> anyhow::Result<()> {
    let file = gridloop::export(&export.data, export.case).await?;
    match export.out {
        Some(path) => {
            std::fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))
        }
        None => Ok(std::io::stdout().write_all(&file)?),
    }
}
