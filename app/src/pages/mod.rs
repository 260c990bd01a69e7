//! The pages: they read the core's signals, hand components what to show, and turn their events into acts.

mod again;
mod blocked;
mod case;
mod cases;
mod frame;
mod gate;
mod home;
mod lines;
mod me;
mod pause;
mod photos;
mod report;
mod session;
mod sign_in;
mod sync;
mod todo;

pub use gate::Gate;
