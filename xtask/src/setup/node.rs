//! Node and the packages that come by npm.

use crate::{files, process, say};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The oldest Node that the browser tests run on.
const OLDEST: u32 = 20;

/// Nothing but the installation, and no programs of packages.
const QUIET: [&str; 4] = [
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
];

/// The packages of tests/e2e, in the versions that its package.json names.
pub fn ensure_test_packages() -> Result<()> {
    let home = files::root().join("tests/e2e");
    let package: Value = serde_json::from_str(&files::read(&home.join("package.json"))?)
        .context("tests/e2e/package.json")?;
    let wanted = package
        .get("devDependencies")
        .and_then(Value::as_object)
        .context("tests/e2e/package.json names no devDependencies")?;
    let missing: Vec<String> = wanted
        .iter()
        .filter_map(|(name, version)| Some((name, version.as_str()?)))
        .filter(|(name, version)| installed(&home, name).as_deref() != Some(version))
        .map(|(name, version)| format!("{name}@{version}"))
        .collect();
    if missing.is_empty() {
        return check_version();
    }
    let step = say::start(format!("installing {} with npm", missing.join(" ")));
    install(&home, &missing)?;
    step.done();
    Ok(())
}

/// Installs packages into `home/node_modules`. Writes no lock file: the versions are exact and the packages have no dependencies,
/// while a lock file would carry the address of whatever mirror this machine uses.
pub fn install(home: &Path, packages: &[String]) -> Result<()> {
    check_version()?;
    fs::create_dir_all(home)?;
    process::run_counting(
        Command::new("npm")
            .args(["install", "--no-save", "--no-package-lock"])
            .args(QUIET)
            .arg("--prefix")
            .arg(home)
            .args(packages),
        "added",
    )
}

/// Installs what the lock file in `home` names, no more and no less. Such a file names versions and hashes, and no addresses: it is
/// written with `--omit-lockfile-registry-resolved`.
pub fn install_locked(home: &Path) -> Result<()> {
    check_version()?;
    process::run_counting(
        Command::new("npm").arg("ci").args(QUIET).current_dir(home),
        "added",
    )
}

/// Stops with one line if there is no Node or too old a one.
fn check_version() -> Result<()> {
    let said = process::output(Command::new("node").arg("--version"));
    let major = said.as_deref().and_then(|said| {
        said.trim_start_matches('v')
            .split('.')
            .next()?
            .parse::<u32>()
            .ok()
    });
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        Some(major) => bail!(
            "Node {major} is too old: please install Node {OLDEST} or newer (https://nodejs.org), then try again"
        ),
        None => bail!(
            "Node is missing: please install Node {OLDEST} or newer with npm (https://nodejs.org), then try again"
        ),
    }
}

fn installed(home: &Path, name: &str) -> Option<String> {
    let package =
        fs::read_to_string(home.join("node_modules").join(name).join("package.json")).ok()?;
    let package: Value = serde_json::from_str(&package).ok()?;
    Some(package.get("version")?.as_str()?.to_owned())
}
