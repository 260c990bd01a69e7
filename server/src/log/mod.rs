//! The log as its readers follow it: each from an own cursor, only what is in scope, woken when there is more.

mod events;
mod naming;
mod pull;
mod rows;
mod ruled;
mod trim;
mod wakes;

pub use events::events;
pub use pull::pull;
pub use trim::trim;
pub use wakes::Wakes;
