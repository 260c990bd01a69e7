//! Every attack that we know: its bytes, how they are sent, and what the server must answer.

mod bodies;
mod columns;
mod envelope;
mod operations;
mod photos;
mod queries;

use std::path::PathBuf;

use gridloop_shared::model::CaseId;
use serde::{Deserialize, Serialize};

/// The name of the list of entries, beside them.
pub const MANIFEST: &str = "manifest.json";

/// How an entry is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Send {
    /// As the only change of a push, for this document.
    Change(CaseId),
    /// As the body of a push.
    Push,
    /// As the body of a give-back.
    GiveBack,
    /// As the body of a sign-in.
    SignIn,
    /// As the cursor of a pull, every byte of it percent-encoded.
    Cursor,
    /// As a piece of the photo of this hash, with these headers; all of it in the address as it stands.
    Photo {
        /// The last part of the address.
        hash: String,
        /// Name and value.
        headers: Vec<(String, String)>,
    },
}

/// What the server must answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// A verdict: `refused` with this code, or the word of another.
    Verdict(String),
    /// A problem: the status and the code.
    Problem(u16, String),
    /// Served, as if nothing were odd.
    Served,
}

/// One attack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, which is also that of its file.
    pub name: String,
    /// What it tries.
    pub what: String,
    /// How it is sent.
    pub send: Send,
    /// So many zero bytes follow those of the file.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub pad: usize,
    /// What must come back.
    pub answer: Answer,
    /// Its bytes, which are in the file and not in the list.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_nothing(pad: &usize) -> bool {
    *pad == 0
}

impl Entry {
    /// The name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.bin", self.name)
    }

    /// All that is sent.
    #[must_use]
    pub fn sent(&self) -> Vec<u8> {
        let mut sent = self.bytes.clone();
        sent.resize(sent.len().saturating_add(self.pad), 0);
        sent
    }
}

/// Where the files are.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// All entries, made anew.
#[must_use]
pub fn all() -> Vec<Entry> {
    [
        envelope::entries(),
        columns::entries(),
        operations::entries(),
        bodies::entries(),
        queries::entries(),
        photos::entries(),
    ]
    .concat()
}

/// The list of entries as it stands in its file.
///
/// # Errors
/// Never: every part of an entry has a JSON form.
pub fn manifest(entries: &[Entry]) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(entries).map(|text| text + "\n")
}

/// The entries as they are in the files.
///
/// # Errors
/// When a file is missing or the list does not read.
pub fn read() -> std::io::Result<Vec<Entry>> {
    let list = std::fs::read(folder().join(MANIFEST))?;
    let mut entries: Vec<Entry> = serde_json::from_slice(&list)?;
    for entry in &mut entries {
        entry.bytes = std::fs::read(folder().join(entry.file()))?;
    }
    Ok(entries)
}

/// A list of entries in the making.
#[derive(Default)]
struct List(Vec<Entry>);

impl List {
    fn add(&mut self, name: &str, what: &str, send: Send, bytes: Vec<u8>, answer: Answer) {
        self.0.push(Entry {
            name: name.to_owned(),
            what: what.to_owned(),
            send,
            pad: 0,
            answer,
            bytes,
        });
    }

    fn refused(&mut self, name: &str, what: &str, document: CaseId, bytes: Vec<u8>, code: &str) {
        let verdict = Answer::Verdict(code.to_owned());
        self.add(name, what, Send::Change(document), bytes, verdict);
    }

    fn pad(&mut self, pad: usize) {
        if let Some(last) = self.0.last_mut() {
            last.pad = pad;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_files_are_what_the_generator_writes() {
        let made = all();
        let names: BTreeSet<_> = made.iter().map(|entry| &entry.name).collect();
        assert_eq!(names.len(), made.len(), "a name twice");
        let listed = std::fs::read_to_string(folder().join(MANIFEST)).unwrap();
        assert_eq!(listed, manifest(&made).unwrap());
        for (made, read) in made.iter().zip(read().unwrap()) {
            assert!(
                *made == read,
                "{}: run `cargo run -p gridloop-hostile`",
                made.name
            );
        }
        let files = std::fs::read_dir(folder()).unwrap().count();
        assert_eq!(files, made.len() + 1, "files that nobody wrote");
    }
}
