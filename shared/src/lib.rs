//! What phone and server must agree on, and nothing else: pure functions over plain data.
//!
//! No I/O, no clock, no randomness and no runtime: time and random bytes come in as arguments, so that
//! the same code runs in a browser, in the server and in a test with a virtual clock.
//!
//! A person's act is a [`command::Command`]; [`command::decide`] turns it into writes, [`crdt`] makes of them one
//! Automerge change, [`workflow`] folds the steps of a document into its state, and [`policy`] says who may do what.

pub mod command;
pub mod crdt;
pub mod deadline;
pub mod follow_up;
pub mod form;
pub mod json;
pub mod model;
pub mod policy;
pub mod sync;
pub mod workflow;
