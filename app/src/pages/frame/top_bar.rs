//! The bar on top: where one is, and the way back.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::Head;
use crate::components::{Glyph, Icon};
use crate::i18n::use_words;

/// The bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let words = use_words();
    let head = expect_context::<Head>();
    let navigate = use_navigate();
    let leave = move |href: &str| {
        let went = head.is_behind()
            && window()
                .history()
                .is_ok_and(|history| history.back().is_ok());
        if !went {
            navigate(href, Default::default());
        }
    };
    view! {
        <header class="top-bar">
            {move || {
                let leave = leave.clone();
                head.back
                    .get()
                    .map(|href| {
                        view! {
                            <a
                                class="icon-button top-bar__back top-bar__back--phone"
                                href=href.clone()
                                // The router would add a step to the history: the phone's own back must not lead here again.
                                rel="external"
                                on:click=move |event| {
                                    if event.ctrl_key() || event.meta_key() || event.shift_key() {
                                        return;
                                    }
                                    event.prevent_default();
                                    leave(&href);
                                }
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
