//! The real program in a process of its own, with its memory and all that it says.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use gridloop_tests::{Program, Server};

/// A running server that is watched.
pub struct Watched {
    program: Program,
    said: PathBuf,
}

impl Watched {
    /// Starts it over a new data folder, with the demo's people and no cases.
    pub fn start(data: &Path) -> Self {
        let said = data.with_extension("log");
        let program = Program::that_says(data, File::create(&said).unwrap());
        Self { program, said }
    }

    /// As phones see it.
    pub fn server(&self) -> Server {
        self.program.server()
    }

    /// The most memory that it has held so far, in bytes (`VmHWM`, proc_pid_status(5)).
    pub fn most_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes * 1024
    }

    /// Stops it and answers what it has said.
    pub fn stop(mut self) -> String {
        assert!(self.program.runs(), "it still runs");
        self.program.kill();
        let said = fs::read_to_string(&self.said).unwrap();
        fs::remove_file(&self.said).unwrap();
        said
    }
}
