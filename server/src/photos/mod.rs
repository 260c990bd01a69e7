//! Photos: sent in pieces that survive a cut, kept under their hash, read by those who may see a case that names them.

mod finish;
mod part;
mod read;
mod store;
mod upload;

#[cfg(any(test, feature = "fuzzing"))]
pub use finish::check;
pub use read::read;
pub use store::PhotoStore;
pub use upload::{offset, piece};
