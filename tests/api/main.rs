//! The API over real HTTP: files mirror its addresses, and also say what must *not* happen.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod app;
mod bench;
mod durability;
mod events;
mod export;
mod held;
mod packs;
mod pages;
mod people;
mod permissions;
mod photos;
mod protocol;
mod push;
mod recovery;
mod ruling;
mod scopes;
mod session;
mod start;
mod trim;
mod unjudged;

use gridloop_tests as support;
