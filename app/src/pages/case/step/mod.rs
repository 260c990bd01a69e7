//! The forms of the steps: what each asks for, kept while half typed, turned into a command.

mod choices;
mod command;
mod sheet;
pub mod spec;
pub mod told;

pub use sheet::StepSheet;
