//! cargo-nextest: runs the Rust tests, each in its own process.

use super::cargo_tool::CargoTool;
use crate::process;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installed only where there is none; any recent one will do.
const VERSION: &str = "0.9.143";

/// See [`CargoTool::ensure`].
pub fn ensure(cache: &Path) -> Result<Option<PathBuf>> {
    if process::output(Command::new("cargo-nextest").args(["nextest", "--version"])).is_some() {
        return Ok(None);
    }
    CargoTool {
        krate: "cargo-nextest",
        program: "cargo-nextest",
        version: VERSION,
        locked: true,
        takes: "about 5 minutes",
    }
    .ensure(cache)
}
