//! The systems that the benchmark measures beside ours: their packages by npm, exactly those of the lock file.

use super::node;
use crate::{files, say};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Says that a folder is whole.
const WHOLE: &str = "installed";

/// The folder with the peers' scripts as they are in the checkout, and their packages.
pub fn ensure(cache: &Path) -> Result<PathBuf> {
    let source = files::root().join("tests/load/peers");
    let lock = files::read(&source.join("package-lock.json"))?;
    let digest = Sha256::digest(lock.as_bytes());
    let name: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let home = cache.join(format!("bench-peers-{name}"));
    // Node looks for packages beside the script, so the scripts go to the packages.
    for file in files::walk(&source, &|_| true)? {
        let name = file.file_name().context("a file without a name")?;
        let text = files::read(&file)?;
        files::write(&home.join(name), text)?;
    }
    if home.join(WHOLE).exists() {
        return Ok(home);
    }
    let step = say::start("installing automerge-repo and PouchDB with npm");
    node::install_locked(&home)?;
    fs::write(home.join(WHOLE), [])?;
    step.done();
    Ok(home)
}
