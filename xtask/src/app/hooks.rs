//! What Trunk calls before and after: the style sheet it takes in, the worker and the compressed files it knows nothing about.

use super::{compress, service_worker, style_sheet};
use crate::files;
use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;

/// Joins the style sheets into the one that index.html names.
pub fn pre_build() -> Result<()> {
    let sheet = style_sheet::join(&files::root().join("style/main.css"))?;
    // Unchanged: leave the file's time alone, or a watching Trunk builds in circles.
    let joined = files::root().join("target/style/gridloop.css");
    if std::fs::read_to_string(&joined).is_ok_and(|before| before == sheet) {
        return Ok(());
    }
    files::write(&joined, sheet)
}

/// Adds the service worker and, to a release, the compressed files. Changes no file that Trunk put there.
pub fn post_build() -> Result<()> {
    let staging = PathBuf::from(
        env::var_os("TRUNK_STAGING_DIR")
            .context("Trunk calls this: TRUNK_STAGING_DIR is not set")?,
    );
    let template = files::read(&files::root().join("app/sw/sw.js"))?;
    let worker = service_worker::fill(&template, &service_worker::list(&staging)?)?;
    files::write(&staging.join(service_worker::NAME), worker)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        compress::beside(&staging)?;
    }
    Ok(())
}
