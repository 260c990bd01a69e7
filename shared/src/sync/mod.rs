//! What goes over the wire: CBOR (RFC 8949) maps with text keys; unknown keys are ignored, so that versions can differ.

mod cursor;
mod give_back;
mod held;
mod lenient;
mod pack;
mod people;
mod pull;
mod push;
mod seal;
mod session;

pub use cursor::{Cursor, CursorError};
pub use give_back::{
    GiveBackReply, GiveBackRequest, GivenBack, LostChange, LostDocument, MOST_GIVE_BACK_BYTES,
    MOST_GIVE_BACK_CHANGES,
};
pub use held::{Held, HeldReply, Ruling};
pub use pack::{PackRef, PackedDocuments, PackedRow, PackedRows};
pub use people::{DeviceState, PeopleReply, PersonState, Regrant, Revoke};
pub use pull::{Arrival, Entered, MOST_PULL_ROWS, PullReply, PullRow, arrived};
pub use push::{
    Code, MOST_PUSH_BYTES, MOST_PUSH_CHANGES, PushChange, PushReply, PushRequest, Verdict,
};
pub use seal::Seal;
pub use session::{ApiProblem, ProblemCode, SignIn, SignedIn};

use serde::{Deserialize, Serialize};

/// The version of the protocol, sent in [`PROTOCOL_HEADER`] with every request.
pub const PROTOCOL: u16 = 1;
/// The header that carries it. A browser sends it only from our own pages, which also keeps other sites' forms out.
pub const PROTOCOL_HEADER: &str = "gridloop-protocol";
/// The media type of a body.
pub const MEDIA_TYPE: &str = "application/cbor";

/// Why bytes are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a message of this protocol: {0}")]
pub struct WireError(String);

impl WireError {
    pub(crate) fn of(error: &impl ToString) -> Self {
        Self(error.to_string())
    }
}

/// A message as CBOR.
///
/// # Errors
/// Never for the types of this module; the serializer's signature allows for it.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, WireError> {
    minicbor_serde::to_vec(message).map_err(|error| WireError::of(&error))
}

/// The message of some CBOR.
///
/// # Errors
/// When the bytes are no such message.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, WireError> {
    minicbor_serde::from_slice(bytes).map_err(|error| WireError::of(&error))
}
