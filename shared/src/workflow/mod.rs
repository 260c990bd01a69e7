//! The follow-up: steps that are written once, and the state that every device derives from them alike.
//!
//! The stages are the seven of GB/T 30428 (digital city management): collect, register, dispatch, handle, report back,
//! check and close, evaluate.

mod clock;
mod fold;
mod mediation;
mod state;
mod step;
mod transition;

pub use clock::{Clock, ClockKind, Clocks, Lap, Turn, Urgency};
pub use fold::{Effect, Entry, FollowUp, fold};
pub use mediation::Mediation;
pub use state::{Answer, Asked, Assignment, Assistance, Stage, State};
pub use step::{Step, StepKind};
pub use transition::{Ineffective, transition};
