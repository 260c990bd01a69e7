//! The stage of a case: a colour, a sign and, always, a word.

use gridloop_shared::workflow::Stage;
use leptos::prelude::*;

use super::{Icon, IconSize};
use crate::format::{stage_sign, tone};
use crate::i18n::use_words;

/// The badge of a stage.
#[component]
pub fn StateBadge(
    /// Which stage.
    stage: Stage,
) -> impl IntoView {
    let words = use_words();
    view! {
        <span class=format!("badge badge--{}", tone(stage))>
            <Icon of=stage_sign(stage) size=IconSize::Small />
            {words.stage(stage)}
        </span>
    }
}
