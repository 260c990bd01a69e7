//! wasm-bindgen's program: writes the JavaScript between the browser and the app. It must be of exactly the library's version.

use super::cargo_tool::CargoTool;
use crate::files;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// See [`CargoTool::ensure`].
pub fn ensure(cache: &Path) -> Result<Option<PathBuf>> {
    let lock = files::read(&files::root().join("Cargo.lock"))?;
    let version = version_in(&lock).context("Cargo.lock has no wasm-bindgen")?;
    // Not locked: its lock file names releases that not every registry mirror has.
    CargoTool {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        locked: false,
        takes: "about 2 minutes",
    }
    .ensure(cache)
}

/// The version of the library in a lock file.
fn version_in(lock: &str) -> Option<&str> {
    let (_, after) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"")?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn reads_the_version_of_the_library_and_not_of_its_neighbours() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock), Some("0.2.130"));
        assert_eq!(
            version_in("[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n"),
            None
        );
    }
}
