//! What fuzzing begins from: the corpus, the honest changes of the scene and those of the golden documents.

use std::io;
use std::path::PathBuf;

use gridloop_shared::crdt::CaseDocument;

use crate::corpus::{self, Send};
use crate::forge::Change;
use crate::scene::Scene;

/// Which target takes a file of this name with these bytes.
pub type Seed = (&'static str, String, Vec<u8>);

/// All seeds.
///
/// # Errors
/// When the corpus or a golden document cannot be read.
pub fn all() -> io::Result<Vec<Seed>> {
    let mut seeds = Vec::new();
    for entry in corpus::read()? {
        let bytes = entry.bytes;
        // The first byte says which message it is.
        let message = |kind: u8| [&[kind][..], &bytes].concat();
        let (target, bytes) = match entry.send {
            Send::Change(_) => ("decode", bytes),
            Send::Push => ("wire", message(0)),
            Send::GiveBack => ("wire", message(1)),
            Send::Cursor => ("wire", message(5)),
            Send::SignIn => ("wire", message(6)),
            Send::Photo { .. } => ("picture", bytes),
        };
        seeds.push((target, entry.name, bytes));
    }
    for (number, bytes) in honest()?.into_iter().enumerate() {
        // With its envelope, and without: the target puts a right one around it.
        if let Some(change) = Change::parse(&bytes) {
            seeds.push(("decode", format!("body-{number}"), change.body()));
        }
        seeds.push(("decode", format!("honest-{number}"), bytes));
    }
    Ok(seeds)
}

fn honest() -> io::Result<Vec<Vec<u8>>> {
    let scene = Scene::new();
    let mut changes = vec![scene.report, scene.comment, scene.correction];
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/tests/golden");
    for file in std::fs::read_dir(golden)? {
        let bytes = std::fs::read(file?.path())?;
        let document = CaseDocument::load(&bytes).map_err(io::Error::other)?;
        changes.extend(document.changes().into_iter().map(|change| change.bytes));
    }
    Ok(changes)
}
