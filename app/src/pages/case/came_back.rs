//! Why the case came back to be done anew, before everything else that is said of it.

use gridloop_shared::model::Case;
use gridloop_shared::workflow::{Effect as Outcome, StepKind};
use leptos::prelude::*;

use super::Opening;
use super::step::told::told;
use crate::clock::use_now;
use crate::components::{Mood, Notice};
use crate::i18n::use_words;
use crate::pages::session::use_names;

/// The reason, until somebody has taken the next step.
#[component]
pub fn CameBack(
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let now = use_now();
    move || {
        let open = case.get()?;
        let told = told(
            words,
            &names.get(),
            came_back(&open.case)?,
            now.get_untracked(),
        );
        let text = Signal::stored(told.text.unwrap_or_default());
        Some(view! { <Notice mood=Mood::Warn title=told.act text /> })
    }
}

/// The step by which it came back, while nothing has been done about it.
fn came_back(case: &Case) -> Option<&StepKind> {
    let led_on = |kind: &StepKind| {
        !matches!(
            kind,
            StepKind::Commented { .. }
                | StepKind::Corrected { .. }
                | StepKind::AnswerSeen
                | StepKind::Contacted { .. }
                | StepKind::Reminded { .. }
                | StepKind::Reviewed { .. }
        )
    };
    let entries = case.follow_up.entries.iter().rev();
    let kind = entries
        .filter(|entry| entry.effect == Outcome::Effective)
        .map(|entry| &entry.step.kind)
        .find(|kind| led_on(kind))?;
    matches!(
        kind,
        StepKind::HandedBack { .. }
            | StepKind::CheckFailed { .. }
            | StepKind::Returned { .. }
            | StepKind::ExtensionDeclined { .. }
            | StepKind::Reassigned { .. }
            | StepKind::Reopened { .. }
    )
    .then_some(kind)
}
