//! The pages: they read the core's signals, hand components what to show, and turn their events into acts.

mod again;
mod blocked;
mod case;
mod cases;
mod frame;
mod gate;
mod held;
mod home;
mod lines;
mod me;
mod offline;
mod pause;
mod people;
mod photos;
mod report;
mod revoked;
mod session;
mod sign_in;
mod sync;
mod todo;

pub use gate::Gate;
