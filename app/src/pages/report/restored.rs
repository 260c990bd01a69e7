//! Said when a form that was not finished comes back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use crate::components::{Button, Dialog, Mood, Notice, Weight};
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
        <Dialog
            id="clear-title"
            title=words.clear_draft_sure()
            open=asking
            on_close=move |()| asking.set(false)
        >
            <div class="dialog__body">
                <p>{words.clear_draft_text()}</p>
            </div>
            <div class="dialog__acts">
                <Button
                    label=words.cancel()
                    weight=Weight::Secondary
                    on_press=move |()| asking.set(false)
                />
                <Button
                    label=words.clear_draft()
                    weight=Weight::Danger
                    large=true
                    on_press=clear
                />
            </div>
        </Dialog>
    }
}
