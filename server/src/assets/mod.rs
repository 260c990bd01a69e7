//! The app itself, from the program or from a folder, with the headers that keep it to itself.

mod csp;
mod media;
mod serve;
mod source;

pub use serve::serve;
pub use source::Assets;
