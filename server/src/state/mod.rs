//! What every request can reach.

mod app;
mod directories;

pub use app::App;
pub use directories::{Directories, Subdistrict};
