//! wasm-opt: makes the app smaller. From npm, because Debian's is too old.

use super::node;
use crate::{process, say};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "132";

/// The folder to put before PATH, or nothing if PATH has this version.
pub fn ensure(cache: &Path) -> Result<Option<PathBuf>> {
    let home = cache.join(format!("binaryen-{VERSION}"));
    let bin = home.join("node_modules/.bin");
    // It runs on Node, also when it is here already.
    if bin.join("wasm-opt").exists() && process::find("node").is_some() {
        return Ok(Some(bin));
    }
    let said = process::output(Command::new("wasm-opt").arg("--version"));
    if said.is_some_and(|said| said.split_whitespace().any(|word| word == VERSION)) {
        return Ok(None);
    }
    let step = say::start(format!("installing binaryen {VERSION} with npm"));
    node::install(&home, &[format!("binaryen@{VERSION}")])?;
    step.done();
    Ok(Some(bin))
}
