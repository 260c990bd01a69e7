//! Where things are, and reading a tree of files in a fixed order.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The checkout: the nearest folder upwards that says how the app is built. Not a path from compile time, which a moved checkout outlives.
pub fn root() -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    here.ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file())
        .unwrap_or(&here)
        .to_owned()
}

/// Cargo's folder for host builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo's folder for WebAssembly builds: another compiler may make them, and two compilers in one folder rebuild each other's work.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The built app.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where tools are installed: for this person, not for this checkout.
pub fn tools() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("GRIDLOOP_TOOLS").filter(|v| !v.is_empty()) {
        return Ok(PathBuf::from(chosen));
    }
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|v| !v.is_empty()) {
        Some(cache) => PathBuf::from(cache),
        None => env::home_dir()
            .context("no home folder: set GRIDLOOP_TOOLS to a folder for the tools")?
            .join(".cache"),
    };
    Ok(cache.join("gridloop"))
}

/// All files under `top`, sorted, without the folders for which `skip` holds.
pub fn walk(top: &Path, skip: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![top.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                if !skip(&path) {
                    open.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The path below `top`, with slashes.
pub fn below(top: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(top).unwrap_or(path).components();
    parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Reads a text, naming the file if that fails.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it, naming it if that fails.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
