//! Documents: the only room that names automerge.
//!
//! One case is one small Automerge document. Its root map holds what it was founded with (written once), five fields
//! (strings; concurrent values are kept) and `steps`, a map from the act's id to the step as one JSON text. A step is
//! written once and never changed, so it needs no CRDT inside it; as one value it cannot be half there.

mod actor;
mod document;
mod incoming;
mod layout;
mod read;
mod rebuild;
mod recall;
mod step_text;
#[cfg(test)]
mod tests;

pub use actor::{Actor, ActorError};
pub use document::{CaseDocument, ChangeHash, NewChange, Unreadable};
pub use incoming::{
    IncomingChange, MOST_CHANGE_BYTES, MOST_DEPENDENCIES, Malformed, Misfit, Received,
};
pub use layout::SCHEMA;
pub use rebuild::{JournalEntry, Rebuilt, rebuild};
