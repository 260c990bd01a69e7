//! Running other programs.

use crate::say;
use anyhow::{Context, Result, bail};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, thread};

/// How often a long installation says that it is still alive.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Where this program lies. Known from its start: a build of the whole workspace puts another in its place, and from then on
/// the system names the one that was deleted.
static OWN: OnceLock<PathBuf> = OnceLock::new();

/// Notes where this program lies, before anything is built.
pub fn note_own_path() -> Result<()> {
    // A second call would find the same.
    let _ = OWN.set(env::current_exe()?);
    Ok(())
}

/// Where this program lies.
pub fn own_path() -> Result<&'static PathBuf> {
    OWN.get().context("the program's own path was not noted")
}

/// The program with its arguments, to be read in a message.
pub fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    command.get_args().fold(name, |line, arg| {
        format!("{line} {}", arg.to_string_lossy())
    })
}

/// Runs to the end, its output going to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs silently; what it wrote to standard output, or nothing if it failed or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    done.status
        .success()
        .then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// Runs a long task silently, but says from time to time how many lines with `mark` it has written. Its last lines are shown if it fails.
pub fn run_counting(command: &mut Command, mark: &str) -> Result<()> {
    let name = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    let written = child.stderr.take().context("no standard error")?;

    let (send, lines) = std::sync::mpsc::channel();
    let reader = thread::spawn(move || {
        for line in BufReader::new(written).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });

    let since = Instant::now();
    let mut next = HEARTBEAT;
    let mut count = 0_u32;
    let mut last = VecDeque::new();
    loop {
        match lines.recv_timeout(next.saturating_sub(since.elapsed())) {
            Ok(line) => {
                count += u32::from(line.contains(mark));
                last.push_back(line);
                if last.len() > 30 {
                    last.pop_front();
                }
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                say::line(format!(
                    "{count} × {} so far, {}",
                    mark.to_lowercase(),
                    say::lasting(since.elapsed())
                ));
                next = since.elapsed() + HEARTBEAT;
            }
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait()?;
    // The channel is closed, so the reader has nothing left to do.
    drop(reader.join());
    if !status.success() {
        last.iter().for_each(say::line);
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Where PATH has this program.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Cargo for host work: the toolchain that runs us.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(crate::files::root());
    command
}
