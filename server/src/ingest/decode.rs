//! Bytes become changes, before the single writer sees them: the decoder is not ours, so its panics are contained here.

use gridloop_shared::crdt::{ChangeHash, IncomingChange, Malformed};
use gridloop_shared::model::CaseId;
use gridloop_shared::sync::PushChange;
use sha2::{Digest, Sha256};

use crate::contained::contained;

/// A change as far as it can be understood on its own.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The document that it was sent for.
    pub document: CaseId,
    /// What was sent.
    pub bytes: Vec<u8>,
    /// The change, or why it is none.
    pub change: Result<IncomingChange, Malformed>,
    /// The change's hash, or that of the bytes when they are no change.
    pub hash: ChangeHash,
}

/// Decodes a batch. Blocks for some microseconds a change.
pub fn decode(changes: Vec<PushChange>) -> Vec<Decoded> {
    changes
        .into_iter()
        .map(|PushChange { document, bytes }| {
            let change =
                contained(|| IncomingChange::decode(&bytes)).unwrap_or(Err(Malformed::NotAChange));
            let hash = match &change {
                Ok(change) => change.hash(),
                Err(_) => ChangeHash::from_bytes(Sha256::digest(&bytes).into()),
            };
            Decoded {
                document,
                bytes,
                change,
                hash,
            }
        })
        .collect()
}
