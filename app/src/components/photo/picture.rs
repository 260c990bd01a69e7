//! A picture, or a word in its place while it is not on this device.

use leptos::prelude::*;

use crate::components::{Glyph, Icon};
use crate::i18n::use_words;

/// The picture.
#[component]
pub fn Picture(
    /// Where it is; nowhere while it is looked up, and when it is not here.
    url: Signal<Option<String>>,
    /// Its class.
    class: &'static str,
) -> impl IntoView {
    let words = use_words();
    let failed = RwSignal::new(false);
    move || match url.get().filter(|_| !failed.get()) {
        Some(src) => {
            view! { <img class=class src=src alt="" on:error=move |_| failed.set(true) /> }
                .into_any()
        }
        None => view! {
            <span class="photo-tile__absent">
                <Icon of=Glyph::Image />
                {words.shown_when_online()}
            </span>
        }
        .into_any(),
    }
}
