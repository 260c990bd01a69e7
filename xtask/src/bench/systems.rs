//! The systems that are measured: how each is started, and what its answer is worth.

use super::size::Size;
use crate::{files, process, setup};
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde_json::Value;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A system.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum System {
    /// Ours
    Gridloop,
    /// automerge-repo's sync server with files
    AutomergeRepo,
    /// PouchDB with express-pouchdb over LevelDB
    Pouchdb,
}

/// What is needed to start any of them.
pub struct Programs {
    /// The server and the load client of ours.
    built: PathBuf,
    /// The folder with the peers' scripts and packages.
    peers: PathBuf,
    /// The work as JSON, for the peers.
    workload: PathBuf,
    size: Size,
}

impl System {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            System::Gridloop => "GridLoop",
            System::AutomergeRepo => "automerge-repo",
            System::Pouchdb => "PouchDB",
        }
    }

    /// Whether a change is safe from a power cut when its sender has the answer, and why.
    pub const fn durable(self) -> (bool, &'static str) {
        match self {
            System::Gridloop => (
                true,
                "the answer comes after the commit, and SQLite flushes every commit (WAL, synchronous=FULL)",
            ),
            System::AutomergeRepo => (
                false,
                "the server says what it has in memory; files are written at most every 100 ms a document and never flushed",
            ),
            System::Pouchdb => (
                false,
                "the answer comes after the write to LevelDB, which is not asked to flush (sync is off)",
            ),
        }
    }

    /// The name of its scripts.
    const fn script(self) -> &'static str {
        match self {
            System::Gridloop => "gridloop",
            System::AutomergeRepo => "automerge-repo",
            System::Pouchdb => "pouchdb",
        }
    }

    /// The package by whose version it is known.
    const fn package(self) -> &'static str {
        match self {
            System::Gridloop | System::AutomergeRepo => "@automerge/automerge-repo",
            System::Pouchdb => "pouchdb",
        }
    }
}

impl Programs {
    /// Builds ours, installs the peers and writes down the work.
    pub fn ready(size: Size, wanted: &[System], folder: &Path) -> Result<Self> {
        let peers = if wanted.iter().any(|system| *system != System::Gridloop) {
            setup::peers()?
        } else {
            PathBuf::new()
        };
        let step = crate::say::start("building server and load client");
        // One after the other: together, the server would be built with the features that the load client asks for.
        for package in [
            vec!["--package", "gridloop"],
            vec!["--package", "gridloop-tests", "--bin", "gridloop-load"],
        ] {
            let mut cargo = process::cargo();
            process::run(cargo.args(["build", "--quiet", "--release"]).args(package))?;
        }
        step.done();
        let programs = Self {
            built: files::target().join("release"),
            peers,
            workload: folder.join("workload.json"),
            size,
        };
        let told = File::create(&programs.workload)?;
        let mut load = Command::new(programs.built.join("gridloop-load"));
        load.arg("workload").args(size.arguments()).stdout(told);
        process::run(&mut load)?;
        Ok(programs)
    }

    /// Its server, with data in this folder. It says where it listens.
    pub fn server(&self, system: System, data: &Path) -> Command {
        let mut server = match system {
            System::Gridloop => {
                let mut server = Command::new(self.built.join("gridloop"));
                server.args(["serve", "--listen", "127.0.0.1:0", "--demo"]);
                server.args(["--demo-cases", "0", "--data"]);
                server
            }
            _ => self.script(&format!("{}-server.mjs", system.script())),
        };
        server.arg(data).stdout(Stdio::piped());
        server
    }

    /// Its client, which works with the server at this address (`127.0.0.1:PORT`).
    pub fn client(&self, system: System, address: &str) -> Command {
        let mut client = match system {
            System::Gridloop => {
                let mut client = Command::new(self.built.join("gridloop-load"));
                client.args(["run", "--server", address]);
                client.args(self.size.arguments());
                client
            }
            _ => {
                let mut client = self.script("client.mjs");
                client.args(["--peer", system.script()]);
                client.arg("--server").arg(format!("http://{address}"));
                client.arg("--workload").arg(&self.workload);
                client
            }
        };
        client.stdout(Stdio::piped());
        client
    }

    /// The version that is measured.
    pub fn version(&self, system: System) -> Result<String> {
        if system == System::Gridloop {
            return Ok(env!("CARGO_PKG_VERSION").to_owned());
        }
        let package = self.peers.join("node_modules").join(system.package());
        let package: Value = serde_json::from_str(&files::read(&package.join("package.json"))?)?;
        let version = package.get("version").and_then(Value::as_str);
        Ok(version.context("a package without a version")?.to_owned())
    }

    fn script(&self, name: &str) -> Command {
        let mut node = Command::new("node");
        node.current_dir(&self.peers).arg(name);
        node
    }
}
