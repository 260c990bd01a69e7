//! Taking in a file of unsent work from another device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Glyph, Icon, Mood, Notice};
use crate::core::{BroughtIn, ImportProblem, use_core};
use crate::i18n::use_words;

/// The row by which a file is chosen, and what became of it.
#[component]
pub fn Import() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<BroughtIn, ImportProblem>>);
    let chosen = move |input: web_sys::HtmlInputElement| {
        let file = input.files().and_then(|files| files.item(0));
        // So that the same file can be chosen again.
        input.set_value("");
        let Some(file) = file.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        outcome.set(None);
        spawn_local(async move {
            let became = core.import_unsent(file).await;
            let _ = busy.try_set(false);
            let _ = outcome.try_set(Some(became));
        });
    };
    view! {
        <label class="settings__row">
            <Icon of=Glyph::Inbox />
            <span class="settings__name">
                {words.import_unsent()} <span class="settings__hint">
                    {move || if busy.get() { words.importing() } else { words.import_hint() }}
                </span>
            </span>
            <input
                class="visually-hidden"
                type="file"
                accept="application/json,.json"
                on:change:target=move |event| chosen(event.target())
            />
        </label>
        {move || {
            outcome
                .get()
                .map(|became| {
                    let (mood, title, text) = match became {
                        Ok(came) => (Mood::Info, words.import_done(), words.brought_in(came)),
                        Err(problem) => {
                            let text = words.import_problem(&problem).to_owned();
                            (Mood::Error, words.import_failed(), text)
                        }
                    };
                    view! { <Notice mood title text=Signal::stored(text) /> }
                })
        }}
    }
}
