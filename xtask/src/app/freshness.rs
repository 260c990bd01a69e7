//! Whether dist/ was built from these very sources: Trunk itself starts over each time.

use super::Profile;
use super::service_worker::{NAME, hex};
use crate::files;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// All that goes into the app. The server's sources do not.
const SOURCES: [&str; 9] = [
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "app",
    "shared",
    "style",
    "xtask/src",
    "demo",
];

/// A hash over the sources, the profile and the choices in the environment.
pub fn fingerprint(profile: Profile) -> Result<String> {
    let root = files::root();
    let mut hash = Sha256::new();
    hash.update(profile.name());
    for name in SOURCES {
        let path = root.join(name);
        let found = if path.is_dir() {
            files::walk(&path, &is_build_output)?
        } else {
            vec![path]
        };
        for file in found.iter().filter(|file| file.is_file()) {
            let content = fs::read(file)?;
            hash.update(format!("{} {}\n", files::below(&root, file), content.len()));
            hash.update(content);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Whether dist/ stands and was built from sources with this fingerprint.
pub fn is_fresh(print: &str) -> bool {
    built_as(print).is_some_and(|now| fs::read_to_string(stamp()).is_ok_and(|last| last == now))
}

/// Before a build: a broken-off one leaves nothing that looks whole.
pub fn forget() {
    drop(fs::remove_file(stamp()));
}

/// After a build.
pub fn remember(print: &str) -> Result<()> {
    files::write(&stamp(), built_as(print).unwrap_or_default())
}

/// The sources together with what came of them: the worker lists every file of dist/ by its hash.
fn built_as(print: &str) -> Option<String> {
    let worker = fs::read(files::dist().join(NAME)).ok()?;
    Some(format!("{print} {}", hex(&Sha256::digest(worker))))
}

fn stamp() -> PathBuf {
    files::wasm_target().join("dist-built-from.txt")
}

fn is_build_output(path: &Path) -> bool {
    path.ends_with("target") || path.ends_with("node_modules")
}
