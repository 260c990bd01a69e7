//! Compressed once at build time, as hard as brotli can, so that the server only has to send.

use crate::files;
use anyhow::{Context, Result};
use brotli::CompressorWriter;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Brotli's hardest setting and largest ordinary window (RFC 7932).
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// Writes `NAME.br` beside every file that compression helps.
pub fn beside(folder: &Path) -> Result<()> {
    for file in files::walk(folder, &|_| false)?
        .into_iter()
        .filter(|file| is_text(file))
    {
        let content = fs::read(&file)?;
        let mut name = file.into_os_string();
        name.push(".br");
        files::write(&PathBuf::from(name), brotli(&content)?)?;
    }
    Ok(())
}

/// The content, compressed.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = CompressorWriter::new(&mut compressed, 64 * 1024, QUALITY, WINDOW);
    writer.write_all(content).context("brotli")?;
    drop(writer);
    Ok(compressed)
}

/// Whether compression helps: pictures are compressed already.
pub fn is_text(file: &Path) -> bool {
    let helped = [
        "wasm",
        "js",
        "css",
        "html",
        "svg",
        "webmanifest",
        "json",
        "txt",
    ];
    file.extension()
        .is_some_and(|extension| helped.iter().any(|known| extension == *known))
}
