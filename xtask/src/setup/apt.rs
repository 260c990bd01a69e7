//! Debian packages, where there is apt and the right to use it. Never asks for a password.

use crate::{process, say};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Whether this is a Debian with apt.
pub fn is_here() -> bool {
    Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some()
}

/// Those of `packages` that are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let installed = |package: &str| {
        let status =
            process::output(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]));
        status.is_some_and(|status| status == "install ok installed")
    };
    packages
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect()
}

/// Installs packages, or stops with one line that says what to install.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let packages = missing(packages);
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if !may_act() {
        bail!(
            "{why}: please run `sudo apt-get update && sudo apt-get install {list}`, then try again"
        );
    }
    let step = say::start(format!("{why}: installing {list} with apt"));
    let quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"];
    process::run_counting(as_root("apt-get").args(quiet).arg("update"), "Get:")?;
    process::run_counting(
        as_root("apt-get")
            .args(quiet)
            .args(["install", "--yes", "--no-install-recommends"])
            .args(&packages),
        "Unpacking",
    )?;
    step.done();
    Ok(())
}

/// Whether we are root, or become root without a password.
pub fn may_act() -> bool {
    is_root() || process::output(Command::new("sudo").args(["-n", "true"])).is_some()
}

/// A program that runs as root. Only where `may_act` holds.
pub fn as_root(program: &str) -> Command {
    let mut command = if is_root() {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "--preserve-env=DEBIAN_FRONTEND", program]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}
