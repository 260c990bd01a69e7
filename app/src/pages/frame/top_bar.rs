//! The bar on top: where one is, and the way back.

use leptos::prelude::*;

use super::Head;
use crate::components::{Glyph, Icon};
use crate::i18n::use_words;

/// The bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let words = use_words();
    let head = expect_context::<Head>();
    view! {
        <header class="top-bar">
            {move || {
                head.back
                    .get()
                    .map(|href| {
                        view! {
                            <a
                                class="icon-button top-bar__back top-bar__back--phone"
                                href=href
                                aria-label=words.back()
                            >
                                <Icon of=Glyph::ArrowLeft />
                            </a>
                        }
                    })
            }}
            <h1 class="top-bar__title">{move || head.title.get()}</h1>
        </header>
    }
}
