//! The app: from sources to dist/.

mod compress;
mod contract;
mod freshness;
pub mod hooks;
mod service_worker;
mod style_sheet;

pub use compress::{brotli, is_text};
pub use contract::contract;

use crate::{files, process, say, setup};
use anyhow::Result;
use std::env;
use std::fs::{self, File};

/// How the app is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, to look at.
    Debug,
    /// Small, as it is shipped.
    Release,
}

impl Profile {
    /// From a `--debug` flag.
    pub fn from_debug(debug: bool) -> Self {
        if debug {
            Profile::Debug
        } else {
            Profile::Release
        }
    }

    fn name(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }
}

/// Builds into dist/, unless what is there was built from the same sources.
pub fn build(profile: Profile, force: bool) -> Result<()> {
    // Two builds at once would mix their files in Trunk's staging folder.
    let _only_one = lock()?;
    let print = freshness::fingerprint(profile)?;
    if !force && freshness::is_fresh(&print) {
        return Ok(());
    }
    let tools = setup::for_app()?;
    let step = say::start(format!("building the app ({})", profile.name()));
    freshness::forget();
    // Trunk works offline, and so does the cargo that it calls.
    process::run(tools.command("cargo").args(["fetch", "--quiet"]))?;
    let mut trunk = match profile {
        Profile::Debug => tools.command("trunk"),
        Profile::Release => tools.small("trunk")?,
    };
    trunk.args(["--skip-version-check", "--log", "warn", "build"]);
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    if env::var_os("NO_COLOR").is_some() {
        // Trunk takes the variable for a flag with a value, and refuses `1`.
        trunk.env("NO_COLOR", "true");
    }
    // Its stack says nothing about our sources.
    trunk.env_remove("RUST_BACKTRACE");
    trunk.env("GRIDLOOP_XTASK", process::own_path()?);
    process::run(&mut trunk)?;
    freshness::remember(&print)?;
    say::line(format!("the app is in {}", files::dist().display()));
    step.done();
    Ok(())
}

/// Held until it is dropped.
fn lock() -> Result<File> {
    fs::create_dir_all(files::wasm_target())?;
    let lock = File::create(files::wasm_target().join("dist-build.lock"))?;
    if lock.try_lock().is_err() {
        say::line("waiting for another build of the app");
        lock.lock()?;
    }
    Ok(lock)
}
