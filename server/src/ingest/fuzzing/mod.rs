//! What a fuzzer drives: bytes in, and a panic when something does not hold that must hold for all bytes. `tests/fuzz` runs these with
//! coverage; the tests here run them over the corpus, over every crash that was found once, and over random bytes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a finding is a panic"
)]

mod decoding;
mod judging;
mod later;
mod memory;
mod moves;
#[cfg(test)]
mod replay;
mod wire;

pub use decoding::decode;
pub use judging::judge;
pub use wire::wire;

use gridloop_shared::model::PhotoHash;

/// A finished upload: whatever the bytes, they are told to be a picture or not.
pub fn picture(bytes: &[u8]) {
    let _ = crate::photos::check(bytes, &PhotoHash::of(bytes));
}
