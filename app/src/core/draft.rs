//! What is half typed. Kept at every pause, and before the camera opens: Android may kill the tab.

use gridloop_shared::model::{CaseId, CommandId, Photo};
use serde::{Deserialize, Serialize};

/// The form of a step as far as it is filled in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StepDraft {
    /// Reason, outcome, note or comment.
    pub text: String,
    /// What was chosen beside it, as the page names it: department, rating, adoption.
    #[serde(default)]
    pub choice: Option<String>,
    /// What was photographed.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// The case in which what remains goes on, once it was reported: it is not reported twice.
    #[serde(default)]
    pub remaining: Option<CaseId>,
    /// The act that was not taken, and in whose place this is done.
    #[serde(default)]
    pub instead: Option<CommandId>,
}
