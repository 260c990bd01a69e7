//! Writes the corpus anew: `cargo run -p gridloop-hostile`. A test fails while the files are not what this writes. With `seeds FOLDER` it
//! writes what fuzzing begins from.
#![allow(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is this program's job"
)]

use gridloop_hostile::{corpus, seeds};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut asked = env::args().skip(1);
    match (asked.next().as_deref(), asked.next()) {
        (None, _) => write_corpus(),
        (Some("seeds"), Some(folder)) => write_seeds(Path::new(&folder)),
        _ => Err(io::Error::other("say nothing, or `seeds FOLDER`")),
    }
}

fn write_corpus() -> io::Result<()> {
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

fn write_seeds(folder: &Path) -> io::Result<()> {
    for (target, name, bytes) in seeds::all()? {
        fs::create_dir_all(folder.join(target))?;
        fs::write(folder.join(target).join(name), bytes)?;
    }
    Ok(())
}
