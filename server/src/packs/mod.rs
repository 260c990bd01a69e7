//! Packs: the documents of a subdistrict, many in one file, so that a first synchronisation is a few downloads that a cache can
//! keep and not ten thousand look-ups. They are made in the background from what is stored, and can be made again at any time.

mod files;
mod keep;
mod make;
mod read;

pub use files::PackFiles;
pub use keep::keep;
pub use make::{PackError, make_all};
pub use read::read;
