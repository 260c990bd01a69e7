//! Said when a form that was not finished comes back.

use gridloop_shared::form::ReportDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use crate::components::{Button, Mood, Notice, Weight};
use crate::core::use_core;
use crate::i18n::use_words;

/// The note, with a way to begin anew.
#[component]
pub fn Restored(
    /// The form.
    filling: Filling,
    /// Whether it came back.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let clear = move |()| {
        filling
            .draft
            .update(|draft| *draft = ReportDraft::new(draft.source));
        filling.problems.set(Vec::new());
        shown.set(false);
        spawn_local(async move {
            // What stays behind is offered again at the next opening: no harm.
            let _ = core.drop_draft().await;
        });
    };
    move || {
        shown.get().then(|| {
            view! {
                <Notice
                    mood=Mood::Info
                    title=words.draft_restored()
                    text=Signal::stored(words.draft_restored_text().to_owned())
                >
                    <Button label=words.clear_draft() weight=Weight::Quiet on_press=clear />
                </Notice>
            }
        })
    }
}
