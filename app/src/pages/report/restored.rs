//! Said when a form that was not finished comes back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use crate::components::{Button, Confirm, Mood, Notice, Weight};
use crate::core::use_core;
use crate::i18n::use_words;

/// The note, with a way to begin anew.
#[component]
pub fn Restored(
    /// The form.
    filling: Filling,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let asking = RwSignal::new(false);
    let clear = move |()| {
        asking.set(false);
        filling.clear();
        spawn_local(async move {
            // What stays behind is offered again at the next opening: no harm.
            let _ = core.drop_draft().await;
        });
    };
    let notice = move || {
        filling.restored.get().then(|| {
            view! {
                <Notice
                    mood=Mood::Info
                    title=words.draft_restored()
                    text=Signal::stored(words.draft_restored_text().to_owned())
                >
                    <Button label=words.clear_draft() weight=Weight::Quiet on_press=move |()| asking.set(true) />
                </Notice>
            }
        })
    };
    view! {
        {notice}
        <Confirm
            id="clear-title"
            title=words.clear_draft_sure()
            text=Signal::stored(words.clear_draft_text().to_owned())
            act=Signal::stored(words.clear_draft().to_owned())
            open=asking
            on_act=clear
        />
    }
}
