//! A picture, or a word in its place while it cannot be seen.

use leptos::prelude::*;

use crate::components::{Glyph, Icon};
use crate::core::Sight;
use crate::i18n::use_words;

/// The picture.
#[component]
pub fn Picture(
    /// Which.
    sight: Sight,
    /// Its class.
    class: &'static str,
    /// Whether it is shown larger than a tile.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let words = use_words();
    let address = Memo::new(move |_| if large { sight.whole() } else { sight.shown() });
    move || match address.get() {
        Some(src) => {
            view! { <img class=class src=src alt="" on:error=move |_| sight.failed() /> }.into_any()
        }
        None => view! {
            <span class="photo-tile__absent">
                <Icon of=Glyph::Image />
                {move || {
                    if sight.is_not_here_yet() {
                        words.photo_not_here_yet()
                    } else {
                        words.shown_when_online()
                    }
                }}
            </span>
        }
        .into_any(),
    }
}
