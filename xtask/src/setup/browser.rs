//! A Chromium for the browser tests, and a Chinese font so that its screenshots can be read.

use super::apt;
use crate::{process, say};
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const ON_A_MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const FONT: &str = "fonts-noto-cjk";

/// The browser's program.
pub fn ensure() -> Result<PathBuf> {
    let browser = match find() {
        Some(browser) => browser,
        None => install()?,
    };
    if process::output(Command::new("fc-list").arg(":lang=zh-cn"))
        .is_some_and(|fonts| fonts.is_empty())
    {
        // The tests do not depend on it, only who looks at their screenshots.
        if !apt::is_here() || apt::install(&[FONT], "A Chinese font for screenshots").is_err() {
            say::line(
                "No Chinese font is installed: screenshots of the browser tests will show boxes.",
            );
        }
    }
    Ok(browser)
}

fn find() -> Option<PathBuf> {
    if let Some(chosen) = env::var_os("GRIDLOOP_CHROMIUM")
        .map(PathBuf::from)
        .filter(|path| path.is_file())
    {
        return Some(chosen);
    }
    let on_a_mac = ON_A_MAC
        .iter()
        .map(Path::new)
        .find(|path| path.is_file())
        .map(Path::to_owned);
    NAMES
        .iter()
        .find_map(|name| process::find(name))
        .or(on_a_mac)
}

fn install() -> Result<PathBuf> {
    if apt::is_here() {
        apt::install(&["chromium", FONT], "The browser tests need Chromium")?;
    }
    match find() {
        Some(browser) => Ok(browser),
        None => bail!(
            "The browser tests need Chromium or Chrome: please install one, or name its program in GRIDLOOP_CHROMIUM, then try again"
        ),
    }
}
