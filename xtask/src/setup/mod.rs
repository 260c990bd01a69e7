//! Finds or installs what the checkout needs. Says nothing and takes no time when all is there.

mod apt;
mod browser;
mod cargo_tool;
mod debian_std;
mod nextest;
mod node;
mod peers;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_target;

use crate::files;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

/// What the app is built with.
pub struct AppTools {
    toolchain: wasm_target::Toolchain,
    /// Folders that go before PATH; a tool that PATH already has adds none.
    path: Vec<PathBuf>,
}

/// What the tests run with.
pub struct TestTools {
    browser: PathBuf,
    path: Vec<PathBuf>,
}

/// The WebAssembly target and Trunk with its two helpers.
pub fn for_app() -> Result<AppTools> {
    let cache = files::tools()?;
    fs::create_dir_all(&cache).with_context(|| {
        format!(
            "cannot make {} for the tools: set GRIDLOOP_TOOLS to a folder of yours",
            cache.display()
        )
    })?;
    // Cheap and likely to be missing first: who has no Node should not wait ten minutes to hear it.
    let wasm_opt = wasm_opt::ensure(&cache)?;
    let toolchain = wasm_target::ensure(&cache)?;
    let wasm_bindgen = wasm_bindgen::ensure(&cache)?;
    let trunk = trunk::ensure(&cache)?;
    Ok(AppTools {
        toolchain,
        path: [wasm_opt, wasm_bindgen, trunk]
            .into_iter()
            .flatten()
            .collect(),
    })
}

/// The app's tools, the test runner, the browser and its driver.
pub fn for_tests() -> Result<TestTools> {
    let browser = browser::ensure()?;
    node::ensure_test_packages()?;
    let path = nextest()?;
    for_app()?;
    Ok(TestTools { browser, path })
}

/// The test runner alone: for who runs one stage.
pub fn nextest() -> Result<Vec<PathBuf>> {
    Ok(nextest::ensure(&files::tools()?)?.into_iter().collect())
}

/// The systems that are measured beside ours: the folder of their scripts and packages.
pub fn peers() -> Result<PathBuf> {
    peers::ensure(&files::tools()?)
}

impl AppTools {
    /// A program that builds for WebAssembly.
    pub fn command(&self, program: &str) -> Command {
        let mut command = with_path(program, &self.path);
        command.env("CARGO_TARGET_DIR", files::wasm_target());
        self.toolchain.apply(&mut command);
        command
    }

    /// A program that builds what is shipped.
    pub fn small(&self, program: &str) -> Result<Command> {
        let mut command = self.command(program);
        wasm_target::make_small(self.toolchain, &files::tools()?, &mut command)?;
        Ok(command)
    }
}

impl TestTools {
    /// A test runner, which finds the browser.
    pub fn command(&self, program: &str) -> Command {
        let mut command = with_path(program, &self.path);
        command.env("GRIDLOOP_CHROMIUM", &self.browser);
        command
    }
}

/// A program started in the checkout, with more folders before PATH.
pub fn with_path(program: &str, before: &[PathBuf]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(files::root());
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = before.iter().cloned().chain(env::split_paths(&rest));
    if let Ok(path) = env::join_paths(all) {
        command.env("PATH", path);
    }
    command
}
