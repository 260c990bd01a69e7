//! A case's document: opened, written to by one act at a time, and read.

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Author, Automerge, ROOT, ReadDoc};
use serde::{Deserialize, Serialize};

use super::layout::{
    KEY_ID, KEY_KIND, KEY_POINT, KEY_REPORTER, KEY_SCHEMA, KEY_SOURCE, KEY_STEPS, KEY_SUBDISTRICT,
    KIND_CASE, SCHEMA,
};
use super::step_text::step_text;
use super::{Actor, IncomingChange, read};
use crate::command::Writes;
use crate::json::word;
use crate::model::{Case, CaseId, Principal};

/// The hash of a change: SHA-256 of its bytes as Automerge defines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeHash(serde_bytes::ByteArray<32>);

impl ChangeHash {
    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// From 32 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(serde_bytes::ByteArray::new(bytes))
    }
}

impl From<automerge::ChangeHash> for ChangeHash {
    fn from(hash: automerge::ChangeHash) -> Self {
        Self::from_bytes(hash.0)
    }
}

impl std::fmt::Display for ChangeHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Why a document cannot be opened, written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The bytes are no document.
    #[error("not a document: {0}")]
    NotADocument(String),
    /// A newer version wrote it. It is kept as it is.
    #[error("written by a newer version (schema {0})")]
    Newer(u64),
    /// Something that every case has is missing or is not what it should be.
    #[error("{0} is missing or unreadable")]
    Broken(&'static str),
}

impl From<automerge::AutomergeError> for Unreadable {
    fn from(error: automerge::AutomergeError) -> Self {
        Self::NotADocument(error.to_string())
    }
}

/// A change just made: what the outbox keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its bytes, uncompressed: what is pushed.
    pub bytes: Vec<u8>,
}

/// The document of one case.
#[derive(Clone)]
pub struct CaseDocument {
    pub(super) doc: Automerge,
}

impl Default for CaseDocument {
    fn default() -> Self {
        Self {
            doc: Automerge::new(),
        }
    }
}

impl CaseDocument {
    /// Opens a saved document.
    ///
    /// # Errors
    /// When the bytes are no document.
    pub fn load(bytes: &[u8]) -> Result<Self, Unreadable> {
        Ok(Self {
            doc: Automerge::load(bytes)?,
        })
    }

    /// The document as a standard Automerge file, its columns not deflated: that takes ten times as long, saves a quarter of so small
    /// a document, and makes what is packed of many twice as long.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.doc.save_nocompress()
    }

    /// Reads the case.
    ///
    /// # Errors
    /// When a newer version wrote the document, or it is not a case.
    pub fn case(&self) -> Result<Case, Unreadable> {
        read::case(&self.doc)
    }

    /// Whether a change is part of the document.
    #[must_use]
    pub fn contains(&self, hash: &ChangeHash) -> bool {
        self.doc
            .get_change_meta_by_hash(&automerge::ChangeHash(*hash.as_bytes()))
            .is_some()
    }

    /// Writes what one act decided, as exactly one change whose message is the act's id.
    ///
    /// # Errors
    /// When the document is no case; nothing is written then.
    pub fn write(
        &mut self,
        principal: &Principal,
        incarnation: u16,
        id: CaseId,
        writes: &Writes,
    ) -> Result<NewChange, Unreadable> {
        let text = step_text(&writes.step).map_err(|_| Unreadable::Broken("step"))?;
        self.doc.set_author(Some(Author::from(
            principal.person.as_str().as_bytes().to_vec(),
        )));
        // After the author, which draws a random actor of its own.
        self.doc.set_actor(ActorId::from(Actor {
            device: principal.device,
            incarnation,
        }));

        let mut transaction = self.doc.transaction();
        let steps = if let Some(founding) = &writes.founding {
            transaction.put(ROOT, KEY_SCHEMA, SCHEMA)?;
            transaction.put(ROOT, KEY_KIND, KIND_CASE)?;
            transaction.put(ROOT, KEY_ID, id.to_string())?;
            transaction.put(ROOT, KEY_SUBDISTRICT, principal.subdistrict.to_string())?;
            transaction.put(ROOT, KEY_SOURCE, word(&founding.source))?;
            transaction.put(ROOT, KEY_REPORTER, principal.person.to_string())?;
            if let Some(point) = &founding.observation_point {
                transaction.put(ROOT, KEY_POINT, point.to_string())?;
            }
            transaction.put_object(ROOT, KEY_STEPS, automerge::ObjType::Map)?
        } else {
            transaction
                .get(ROOT, KEY_STEPS)?
                .ok_or(Unreadable::Broken(KEY_STEPS))?
                .1
        };
        for (field, value) in &writes.fields {
            transaction.put(ROOT, field.key(), value.as_str())?;
        }
        transaction.put(&steps, writes.step.id.to_string(), text)?;
        transaction.commit_with(
            CommitOptions::default()
                .with_message(writes.step.id.to_string())
                .with_time(writes.step.at.seconds()),
        );
        let change = self
            .doc
            .get_last_local_change()
            .ok_or(Unreadable::Broken("change"))?;
        Ok(NewChange {
            hash: change.hash().into(),
            bytes: change.raw_bytes().to_vec(),
        })
    }

    /// Takes in a change that has been admitted.
    ///
    /// # Errors
    /// When Automerge will not have it.
    pub fn apply(&mut self, change: &IncomingChange) -> Result<(), Unreadable> {
        Ok(self.doc.apply_changes([change.change.clone()])?)
    }

    /// Every change, each after those that it depends on.
    #[must_use]
    pub fn changes(&self) -> Vec<NewChange> {
        self.doc
            .get_changes(&[])
            .iter()
            .map(|change| NewChange {
                hash: change.hash().into(),
                bytes: change.raw_bytes().to_vec(),
            })
            .collect()
    }
}
