//! The standard library for WebAssembly, built from the source package of Debian's own compiler, which it fits exactly.

use super::apt;
use super::wasm_target::{TARGET, holds_core};
use crate::{files, process, say};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
/// Says which compiler the libraries beside it were built by.
const STAMP: &str = "gridloop-built-by.txt";

/// Whether this machine can go this road.
pub fn is_possible() -> bool {
    apt::is_here()
}

/// Whether the libraries fit the compiler: an upgrade of the compiler makes ours useless. Those that we did not build are not judged.
pub fn is_current() -> bool {
    match fs::read_to_string(folder().join(STAMP)) {
        Ok(built_by) => identity().is_some_and(|now| now == built_by),
        Err(_) => true,
    }
}

/// Installs the compiler and its source, and builds the libraries.
pub fn ensure(cache: &Path) -> Result<()> {
    apt::install(
        &PACKAGES,
        "The WebAssembly target comes from Debian's compiler",
    )?;
    if holds_core(&folder()) && is_current() {
        return Ok(());
    }
    if !apt::may_act() {
        bail!(
            "The standard library for {TARGET} goes to {}: please run `cargo xtask setup` once as root",
            folder().display()
        );
    }
    let step = say::start(format!(
        "building the standard library for {TARGET}, about a minute"
    ));
    let scratch = cache.join("std-scratch");
    drop(fs::remove_dir_all(&scratch));
    fs::create_dir_all(&scratch)?;
    let built = build(&scratch).and_then(|libraries| install(&libraries));
    drop(fs::remove_dir_all(&scratch));
    built?;
    step.done();
    Ok(())
}

/// The linker for WebAssembly, or nothing if the compiler has its own: the newest `wasm-ld-NN`.
pub fn linker() -> Option<PathBuf> {
    let own = Path::new("/usr/lib/rustlib")
        .read_dir()
        .ok()?
        .flatten()
        .any(|entry| entry.path().join("bin/rust-lld").exists());
    if own {
        return None;
    }
    let programs = Path::new("/usr/bin")
        .read_dir()
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let version = |path: &Path| {
        path.file_name()?
            .to_str()?
            .strip_prefix("wasm-ld-")?
            .parse::<u32>()
            .ok()
    };
    programs
        .filter(|path| version(path).is_some())
        .max_by_key(|path| version(path))
}

/// Where the compiler looks for the target's libraries.
fn folder() -> PathBuf {
    Path::new("/usr/lib/rustlib").join(TARGET).join("lib")
}

/// The compiler's full name, or nothing without one.
fn identity() -> Option<String> {
    process::output(Command::new(RUSTC).args(["--version", "--verbose"]))
}

/// Builds in a copy of the source, since that is read-only for most; the libraries that came out.
fn build(scratch: &Path) -> Result<Vec<PathBuf>> {
    let version = process::output(Command::new(RUSTC).arg("--version"))
        .context("Debian's rustc does not run")?;
    let version = version
        .split_whitespace()
        .nth(1)
        .context("rustc tells no version")?
        .to_owned();
    let source = PathBuf::from(format!("/usr/src/rustc-{version}/library"));
    if !source.is_dir() {
        bail!(
            "{} is missing: rust-web-src and rustc-web are of different versions, please upgrade both",
            source.display()
        );
    }
    process::run(Command::new("cp").arg("-r").arg(&source).arg(scratch))?;
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .current_dir(scratch.join("library/sysroot"))
        .args([
            "build",
            "--release",
            "--target",
            TARGET,
            "--features",
            "compiler-builtins-mem",
        ])
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTFLAGS",
            "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes",
        )
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    for of_our_cargo in [
        "LD_LIBRARY_PATH",
        "RUSTUP_TOOLCHAIN",
        "CARGO",
        "RUSTC_WRAPPER",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        cargo.env_remove(of_our_cargo);
    }
    process::run_counting(&mut cargo, "Compiling")?;
    let out = scratch.join("target").join(TARGET).join("release/deps");
    let wanted = |path: &PathBuf| {
        let name = files::below(&out, path);
        name.ends_with(".rlib") && !name.starts_with("libsysroot")
    };
    Ok(files::walk(&out, &|_| false)?
        .into_iter()
        .filter(wanted)
        .collect())
}

fn install(libraries: &[PathBuf]) -> Result<()> {
    let folder = folder();
    let stamp = env::temp_dir().join(format!("gridloop-{}-{STAMP}", std::process::id()));
    files::write(&stamp, identity().unwrap_or_default())?;
    process::run(apt::as_root("rm").arg("-rf").arg(&folder))?;
    process::run(apt::as_root("mkdir").arg("-p").arg(&folder))?;
    process::run(apt::as_root("cp").args(libraries).arg(&folder))?;
    process::run(
        apt::as_root("install")
            .args(["-m", "644"])
            .arg(&stamp)
            .arg(folder.join(STAMP)),
    )?;
    drop(fs::remove_file(stamp));
    Ok(())
}
