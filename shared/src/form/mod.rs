//! What a form must hold before it becomes a command, said at the field that lacks it.

mod limits;
mod report;

pub use limits::{
    MOST_ADDRESS, MOST_ASSISTING, MOST_DESCRIPTION, MOST_REASON, Problem, text, written,
};
pub use report::{FieldProblem, ReportDraft, ReportField};
