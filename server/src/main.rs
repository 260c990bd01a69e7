//! The program: reads the command line, starts the log, and does what it is told.

mod open_files;

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use gridloop::cli::{Cli, Command, Export, Serve};
use gridloop::{BackupError, Copied, Rebuilt};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Judging makes and drops many small things: with the system's allocator that is a fifth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.log_json);
    let done = match cli.command {
        Command::Serve(serve) => serve_until_told(serve).await,
        Command::Export(export) => write_export(export).await,
        Command::Backup(asked) => {
            let copied = gridloop::backup(&asked.data, &asked.to, progress).await;
            said(copied, &asked.to)
        }
        Command::Rebuild(asked) => write_rebuilt(&asked.data).await,
        Command::Restore(asked) => {
            let copied = gridloop::restore(&asked.from, &asked.data, progress).await;
            said(copied, &asked.data).and_then(|()| Ok(writeln!(std::io::stdout(), "{RESTORED}")?))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gridloop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What is logged, unless `RUST_LOG` says otherwise. Automerge would describe every document that it reads: a twelfth of the writer's
/// time.
const LOGGED: &str = "info,automerge=off";

fn start_log(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOGGED));
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

fn progress(photos: u64) {
    tracing::info!(photos, "copying");
}

async fn write_rebuilt(data: &Path) -> anyhow::Result<()> {
    let say = |documents| tracing::info!(documents, "looked at");
    let Rebuilt {
        documents,
        mended,
        packs,
    } = gridloop::rebuild(data, say).await?;
    Ok(writeln!(
        std::io::stdout(),
        "{documents} documents looked at, {mended} were not what the log says and are mended, {packs} packs made"
    )?)
}

/// What phones cannot give back.
const RESTORED: &str = "Phones give back the cases and photos that came after the backup. What only the server knew they cannot: do again what was changed since in roles, revoked devices and decisions on held work.";

fn said(copied: Result<Copied, BackupError>, folder: &Path) -> anyhow::Result<()> {
    let Copied { photos, bytes } = copied?;
    let folder = folder.display();
    Ok(writeln!(
        std::io::stdout(),
        "{folder}: the database and {photos} photos, {bytes} bytes"
    )?)
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
