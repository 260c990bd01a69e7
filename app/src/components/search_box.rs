//! A search box; the list below answers while one types.

use leptos::prelude::*;

use super::{Glyph, Icon, IconButton};
use crate::i18n::use_words;

/// A search box.
#[component]
pub fn SearchBox(
    /// Its `id`, so that `/` can find it.
    id: &'static str,
    /// What is searched, for the ear.
    #[prop(into)]
    label: String,
    /// What one may type.
    #[prop(into)]
    placeholder: String,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Something else is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Whether `/` leads here.
    #[prop(optional)]
    key_hint: bool,
) -> impl IntoView {
    let words = use_words();
    let filled = Memo::new(move |_| value.with(|text| !text.is_empty()));
    view! {
        <div class="search-box" role="search">
            <Icon of=Glyph::Search />
            <input
                class="search-box__input"
                type="search"
                id=id
                aria-label=label
                placeholder=placeholder
                autocomplete="off"
                enterkeyhint="search"
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            />
            {move || {
                if filled.get() {
                    view! {
                        <IconButton
                            label=words.clear_search()
                            icon=Glyph::X
                            class="search-box__clear"
                            on_press=move |()| on_input.run(String::new())
                        />
                    }
                        .into_any()
                } else if key_hint {
                    view! { <kbd class="key">"/"</kbd> }.into_any()
                } else {
                    ().into_any()
                }
            }}
        </div>
    }
}
