//! The forms of the steps: what each asks for, kept while half typed, turned into a command.

mod choices;
mod command;
mod departments;
mod other_case;
mod remaining;
mod sheet;
pub mod spec;
pub mod term;
mod term_inputs;
pub mod told;

pub use sheet::StepSheet;
