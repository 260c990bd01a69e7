//! Programs that cargo installs, each version in its own folder, so that two checkouts with different pins do not fight.

use crate::{process, say};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A program pinned to one version.
pub struct CargoTool<'a> {
    /// The crate.
    pub krate: &'a str,
    /// Its executable.
    pub program: &'a str,
    /// The version, exactly.
    pub version: &'a str,
    /// Whether its lock file may be used.
    pub locked: bool,
    /// How long it takes on a small machine, to be said beforehand.
    pub takes: &'a str,
}

impl CargoTool<'_> {
    /// The folder to put before PATH, or nothing if PATH has this version.
    pub fn ensure(&self, cache: &Path) -> Result<Option<PathBuf>> {
        let home = cache.join(format!("{}-{}", self.krate, self.version));
        let bin = home.join("bin");
        if bin
            .join(format!("{}{}", self.program, env::consts::EXE_SUFFIX))
            .is_file()
        {
            return Ok(Some(bin));
        }
        if self.is_on_path() {
            return Ok(None);
        }
        let step = say::start(format!(
            "installing {} {}, {}",
            self.krate, self.version, self.takes
        ));
        let scratch = cache.join(format!("build-{}", self.krate));
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", self.krate, "--version", self.version, "--root"])
            .arg(&home);
        cargo.args(self.locked.then_some("--locked"));
        cargo
            // Outside the checkout: its .cargo/config.toml is not meant for these.
            .current_dir(cache)
            .env("CARGO_TARGET_DIR", &scratch)
            // They run for seconds: a quick installation is worth more than a quick program.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        process::run_counting(&mut cargo, "Compiling")?;
        drop(fs::remove_dir_all(scratch));
        step.done();
        Ok(Some(bin))
    }

    fn is_on_path(&self) -> bool {
        let said = process::output(Command::new(self.program).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
    }
}
