//! The real program in a process of its own, with its memory and all that it says.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: String,
    said: PathBuf,
}

impl Program {
    /// Starts it over a new data folder, with the demo's people and no cases.
    pub fn start(data: &Path) -> Self {
        let said = data.with_extension("log");
        let mut child = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0", "--demo"])
            .args(["--demo-cases", "0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(File::create(&said).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let address = line
            .strip_prefix("listening on http://")
            .unwrap()
            .to_owned();
        Self {
            child,
            address,
            said,
        }
    }

    /// The most memory that it has held so far, in bytes (`VmHWM`, proc_pid_status(5)).
    pub fn most_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes * 1024
    }

    /// Stops it and answers what it has said.
    pub fn stop(mut self) -> String {
        assert_eq!(self.child.try_wait().unwrap(), None, "it still runs");
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        fs::read_to_string(&self.said).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.said);
    }
}

/// Built beside this test: `cargo test` builds a program only for its own package. All targets, so that every dependency has
/// the features that it has for the tests, and nothing is compiled twice.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().unwrap().parent().unwrap();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--all-targets"])
        .status()
        .unwrap();
    assert!(built.success());
    folder.join("gridloop")
}
