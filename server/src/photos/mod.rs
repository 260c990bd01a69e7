//! Photos: sent in pieces that survive a cut, kept under their hash, read by those who may see a case that names them.

mod clear_away;
mod draw_small;
mod finish;
mod part;
mod quota;
mod read;
mod rights;
mod store;
mod thumbnails;
mod upload;

pub use clear_away::ClearingAway;
#[cfg(any(test, feature = "fuzzing"))]
pub use finish::check;
pub use read::read;
pub use store::PhotoStore;
pub use upload::{offset, piece};
