//! A server on a free port with the demo's people and no cases, and phones that talk to it.

mod phone;
mod server;

pub use phone::{Phone, new_device};
pub use server::{Server, problem};
