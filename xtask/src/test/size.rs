//! What a first visit loads over the network. The service worker takes every file of the app, so every file counts.

use crate::{app, files};
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;

/// 400 KB, with 1 KB = 1000 bytes.
const BUDGET: usize = 400_000;
/// Where the app stands today, above its budget: what makes it larger says so here.
const RATCHET: usize = 1_003_000;

/// Prints a line a file and fails if their sum is over the budget.
pub fn check() -> Result<()> {
    let dist = files::dist();
    ensure!(
        dist.join("index.html").is_file(),
        "dist/ is empty: run `cargo xtask build` first"
    );
    let mut sizes = Vec::new();
    for file in files::walk(&dist, &|_| false)? {
        let name = files::below(&dist, &file);
        if !name.ends_with(".br") && !name.starts_with('.') {
            sizes.push((travels(&file)?, fs::read(&file)?.len(), name));
        }
    }
    sizes.sort();
    sizes.reverse();
    println!("  {:>10} {:>10}  file", "travels", "unpacked");
    for (travels, whole, name) in &sizes {
        println!("  {travels:>10} {whole:>10}  {name}");
    }
    let sum: usize = sizes.iter().map(|(travels, _, _)| travels).sum();
    println!("  {sum:>10} of {BUDGET} bytes that a first visit may load");
    if sum > BUDGET {
        println!("  over the budget by {}", sum - BUDGET);
    }
    ensure!(
        sum <= RATCHET,
        "a first visit loads {sum} bytes, {} more than before",
        sum.saturating_sub(RATCHET)
    );
    Ok(())
}

/// The bytes on the wire: brotli where that helps.
fn travels(file: &Path) -> Result<usize> {
    let content = fs::read(file)?;
    if !app::is_text(file) {
        return Ok(content.len());
    }
    let mut ready = file.as_os_str().to_owned();
    ready.push(".br");
    match fs::metadata(ready) {
        Ok(ready) => Ok(usize::try_from(ready.len())?),
        Err(_) => Ok(app::brotli(&content)?.len()),
    }
}
