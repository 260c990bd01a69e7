//! Bytes that no app of ours sends.
//!
//! [`forge`] takes changes apart and puts them together with anything in them; [`scene`] is what it begins from; [`corpus`] is every
//! attack that we know, each with what the server must answer. The corpus lies in files, written by this package's program; tests send it to
//! a real server and begin to fuzz from it.

pub mod corpus;
pub mod forge;
pub mod scene;
pub mod seeds;
