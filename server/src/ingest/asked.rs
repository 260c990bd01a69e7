//! Everything that judging some changes asks of the store.

use std::collections::BTreeSet;

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::CaseId;

use super::Decoded;
use crate::store::Recalled;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The changes, and those that they depend on.
    pub hashes: BTreeSet<ChangeHash>,
    /// The documents that they were sent for.
    pub documents: BTreeSet<CaseId>,
}

impl Asked {
    /// What these changes ask.
    pub fn of<'a>(changes: impl Iterator<Item = &'a Decoded>) -> Self {
        let mut asked = Self::default();
        for decoded in changes {
            asked.hashes.insert(decoded.hash);
            asked.documents.insert(decoded.document);
            if let Ok(change) = &decoded.change {
                asked.hashes.extend(change.dependencies());
            }
        }
        asked
    }

    /// Asks all that the other asks too.
    pub fn join(&mut self, other: Self) {
        self.hashes.extend(other.hashes);
        self.documents.extend(other.documents);
    }

    /// Whether what becomes of one can mean anything to the other.
    pub fn touches(&self, other: &Self) -> bool {
        !self.hashes.is_disjoint(&other.hashes) || !self.documents.is_disjoint(&other.documents)
    }

    /// What was recalled of it, taken out of what was recalled for more.
    pub fn taken_from(&self, recalled: &mut Recalled) -> Recalled {
        let mut own = Recalled::default();
        for hash in &self.hashes {
            own.known.extend(recalled.known.remove_entry(hash));
            own.set_aside.extend(recalled.set_aside.remove_entry(hash));
        }
        for document in &self.documents {
            own.documents
                .extend(recalled.documents.remove_entry(document));
        }
        own
    }
}
