//! One run: a new server, a client in a process of its own, and a line for each measurement.

use super::systems::{Programs, System};
use super::usage::{self, Usage};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// A client that says nothing for so long is given up. What it had measured until then counts.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// A server has so long to say where it listens.
const START: Duration = Duration::from_secs(60);

/// What one run measured.
pub struct Run {
    /// In the order in which it was measured.
    pub lines: Vec<Line>,
    /// Why there is not everything.
    pub cut_short: Option<String>,
}

/// One measurement.
pub struct Line {
    /// Which.
    pub measure: String,
    /// What the client says.
    pub figures: Value,
    /// What the server's process had used when the client said it.
    pub server: Option<Usage>,
}

/// A process that ends with this.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server over empty data in `folder`, lets its client do all the work, and ends both.
pub fn run(programs: &Programs, system: System, folder: &Path) -> Result<Run> {
    let data = folder.join("data");
    // What an earlier run left.
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    fs::create_dir_all(&data)?;
    let logs = |whose: &str| folder.join(format!("{}-{whose}.log", system.name()));

    let (server, said) = start(programs.server(system, &data), &logs("server"))?;
    let address = listening(&said).with_context(|| told(&logs("server")))?;
    let (mut client, said) = start(programs.client(system, &address), &logs("client"))?;
    let mut lines = Vec::new();
    let cut_short = loop {
        match said.recv_timeout(PATIENCE) {
            Ok(line) => lines.push(read(&line, server.0.id())?),
            Err(RecvTimeoutError::Timeout) => {
                break Some(format!(
                    "the client said nothing for {} minutes",
                    PATIENCE.as_secs() / 60
                ));
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = client.0.wait()?;
                break (!status.success())
                    .then(|| format!("the client ended with {status}: {}", told(&logs("client"))));
            }
        }
    };
    drop((client, server));
    fs::remove_dir_all(&data)?;
    if lines.is_empty() {
        bail!("{}: {}", system.name(), cut_short.unwrap_or_default());
    }
    Ok(Run { lines, cut_short })
}

/// Starts a program. Its lines come over the channel; its complaints go to a file.
fn start(mut command: Command, complaints: &Path) -> Result<(Started, Receiver<String>)> {
    let mut child = command
        .stderr(File::create(complaints)?)
        .spawn()
        .with_context(|| format!("cannot start `{}`", crate::process::shown(&command)))?;
    let written = child.stdout.take().context("no standard output")?;
    let (send, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(written).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    Ok((Started(child), lines))
}

/// The address that a server says it listens on.
fn listening(said: &Receiver<String>) -> Result<String> {
    loop {
        let line = said
            .recv_timeout(START)
            .context("the server does not say where it listens")?;
        if let Some(address) = line.strip_prefix("listening on http://") {
            return Ok(address.trim_end_matches('/').to_owned());
        }
    }
}

fn read(line: &str, server: u32) -> Result<Line> {
    // First, so that as little as may be of what comes after is counted.
    let server = usage::of(server);
    let figures: Value =
        serde_json::from_str(line).with_context(|| format!("the client wrote `{line}`"))?;
    let measure = figures.get("measure").and_then(Value::as_str);
    Ok(Line {
        measure: measure.context("a line without a measure")?.to_owned(),
        figures,
        server,
    })
}

/// The last that a program complained of.
fn told(log: &PathBuf) -> String {
    let mut text = String::new();
    // Without a log there is nothing to tell.
    let _ = File::open(log).and_then(|mut file| file.read_to_string(&mut text));
    let last: Vec<&str> = text.lines().rev().take(5).collect();
    let last = last.into_iter().rev().collect::<Vec<_>>().join(" / ");
    format!("{last} ({})", log.display())
}
