//! What the tests over real HTTP share: a server on a free port with the demo's people, the real program as a process of its
//! own, and phones that talk to either.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod phone;
mod photo;
mod program;
mod server;

pub use phone::{Phone, new_device};
pub use photo::{picture, picture_of_its_own, reference};
pub use program::Program;
pub use server::{Server, problem};
