//! Trunk: makes dist/ of the app.

use super::cargo_tool::CargoTool;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// 0.22 refuses the compilers that Debian has.
const VERSION: &str = "0.21.14";

/// See [`CargoTool::ensure`].
pub fn ensure(cache: &Path) -> Result<Option<PathBuf>> {
    CargoTool {
        krate: "trunk",
        program: "trunk",
        version: VERSION,
        locked: true,
        takes: "about 5 minutes",
    }
    .ensure(cache)
}
