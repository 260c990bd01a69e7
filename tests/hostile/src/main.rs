//! Writes the corpus anew: `cargo run -p gridloop-hostile`. A test fails while the files are not what this writes.
#![allow(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is this program's job"
)]

use gridloop_hostile::corpus;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = corpus::folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let entries = corpus::all();
    for entry in &entries {
        fs::write(folder.join(entry.file()), &entry.bytes)?;
    }
    fs::write(
        folder.join(corpus::MANIFEST),
        corpus::manifest(&entries).map_err(io::Error::other)?,
    )?;
    println!("{} entries in {}", entries.len(), folder.display());
    Ok(())
}
