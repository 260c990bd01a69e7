//! On what it was measured.

use crate::process;
use anyhow::Result;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Instant;

/// More than this waiting for a processor means that something else is going on.
const BUSY: f64 = 0.5;
/// How often a flush is tried.
const FLUSHES: usize = 50;

/// The machine.
pub struct Machine {
    cores: Option<usize>,
    processor: Option<String>,
    memory_gb: Option<f64>,
    system: Option<String>,
    node: Option<String>,
    /// Processes that ran or waited during the last minute, on average.
    load: Option<f64>,
    /// How long the disk takes to make 4 KiB durable, in milliseconds.
    flush_ms: f64,
}

impl Machine {
    /// Looks around. The disk is that of `folder`.
    pub fn here(folder: &Path) -> Result<Self> {
        let line = |file: &str, key: &str| {
            let text = fs::read_to_string(file).ok()?;
            let line = text.lines().find(|line| line.starts_with(key))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        let first = |text: String| text.split_whitespace().next()?.parse::<f64>().ok();
        Ok(Self {
            cores: available_parallelism().ok().map(|cores| cores.get()),
            processor: line("/proc/cpuinfo", "model name"),
            memory_gb: line("/proc/meminfo", "MemTotal")
                .and_then(first)
                .map(|kib| kib * 1024.0 / 1e9),
            system: process::output(Command::new("uname").arg("-srm")),
            node: process::output(Command::new("node").arg("--version")),
            load: fs::read_to_string("/proc/loadavg").ok().and_then(first),
            flush_ms: flush_ms(folder)?,
        })
    }

    /// In one line.
    pub fn line(&self) -> String {
        let mut facts = Vec::new();
        facts.extend(self.cores.map(|cores| format!("{cores} cores")));
        facts.extend(self.processor.clone());
        facts.extend(self.memory_gb.map(|memory| format!("{memory:.0} GB")));
        facts.extend(self.system.clone());
        facts.extend(self.node.as_ref().map(|node| format!("Node {node}")));
        facts.push(format!("a flush takes {:.2} ms", self.flush_ms));
        facts.join(", ")
    }

    /// A warning when something else is going on.
    pub fn busy(&self) -> Option<String> {
        let load = self.load.filter(|load| *load > BUSY)?;
        Some(format!(
            "This machine is busy with something else (load {load:.1}): the figures will be worse than they could be."
        ))
    }

    /// As it is recorded.
    pub fn as_json(&self) -> Value {
        json!({
            "cores": self.cores, "processor": self.processor, "memory_gb": self.memory_gb, "system": self.system,
            "node": self.node, "load": self.load, "flush_ms": self.flush_ms,
        })
    }
}

/// The middle one of some flushes.
fn flush_ms(folder: &Path) -> Result<f64> {
    let path = folder.join("flush");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..FLUSHES {
        let began = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    fs::remove_file(&path)?;
    Ok(super::figures::median(&times).unwrap_or_default())
}
