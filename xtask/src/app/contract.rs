//! The store's contract, built for the browser: what `tests/e2e/contract.test.mjs` runs.

use crate::{files, process, setup};
use anyhow::Result;

/// Builds it into target/contract/, with the app's own dependencies as they are.
pub fn contract() -> Result<()> {
    let tools = setup::for_app()?;
    let what = ["--package", "gridloop-app", "--example", "contract"];
    let how = ["--features", "contract", "--profile", "wasm"];
    process::run(
        tools
            .small("cargo")?
            .args(["build", "--quiet", "--target", "wasm32-unknown-unknown"])
            .args(what)
            .args(how),
    )?;
    let built = files::wasm_target().join("wasm32-unknown-unknown/wasm/examples/contract.wasm");
    process::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(files::target().join("contract"))
            .arg(built),
    )
}
