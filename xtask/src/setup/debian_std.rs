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
    let built =
        build(&scratch, "compiler-builtins-mem", "").and_then(|libraries| install(&libraries));
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

/// The source of the libraries, of exactly this compiler's version, if it is here.
fn source() -> Option<PathBuf> {
    let version = process::output(Command::new(RUSTC).arg("--version"))?;
    let version = version.split_whitespace().nth(1)?;
    Some(PathBuf::from(format!("/usr/src/rustc-{version}/library"))).filter(|path| path.is_dir())
}

/// Whether [`ensure_small`] can do its work.
pub fn can_be_small() -> bool {
    source().is_some()
}

/// How a library that is to be small is compiled. A panic traps at once, without a message: nobody would read it in a browser,
/// and the sentences are a tenth of what travels.
pub const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// A folder of libraries beside Debian's own, in which WebAssembly's is made to be small; the compiler takes it as its sysroot.
/// Belongs to the one who builds, needs no root.
pub fn ensure_small(cache: &Path) -> Result<PathBuf> {
    let identity = identity().context("Debian's rustc does not run")?;
    let features = "compiler-builtins-mem,optimize_for_size";
    let flags = format!("{SMALL} -Copt-level=z");
    // Made anew by another compiler, and in another way.
    let made = format!("{identity}{features}\n{flags}\n");
    let sysroot = cache.join("small-std");
    let libraries = sysroot.join("lib/rustlib");
    let stamp = sysroot.join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|was| was == made) {
        return Ok(sysroot);
    }
    let step = say::start(format!(
        "building a small standard library for {TARGET}, about a minute"
    ));
    let scratch = cache.join("small-std-scratch");
    for folder in [&scratch, &sysroot] {
        drop(fs::remove_dir_all(folder));
    }
    fs::create_dir_all(&scratch)?;
    let ours = libraries.join(TARGET).join("lib");
    fs::create_dir_all(&ours)?;
    for library in build(&scratch, features, &flags)? {
        let name = library.file_name().context("a library without a name")?;
        fs::copy(&library, ours.join(name))?;
    }
    drop(fs::remove_dir_all(&scratch));
    // Build scripts and macros are for this machine and want its own libraries.
    for entry in Path::new("/usr/lib/rustlib").read_dir()?.flatten() {
        if entry.file_name() != TARGET {
            std::os::unix::fs::symlink(entry.path(), libraries.join(entry.file_name()))?;
        }
    }
    files::write(&stamp, made)?;
    step.done();
    Ok(sysroot)
}

/// Builds in a copy of the source, since that is read-only for most; the libraries that came out.
fn build(scratch: &Path, features: &str, flags: &str) -> Result<Vec<PathBuf>> {
    let source = source().context(
        "The compiler's source is missing: please install rustc-web and rust-web-src in the same version",
    )?;
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
            features,
        ])
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTFLAGS",
            format!("-Zforce-unstable-if-unmarked -Cembed-bitcode=yes {flags}"),
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
