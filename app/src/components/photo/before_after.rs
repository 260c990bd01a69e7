//! Before and after, side by side: the quickest proof.

use leptos::prelude::*;

use super::{PhotoViewer, Shown};
use crate::components::{Glyph, Icon};
use crate::i18n::use_words;

/// Two photos.
#[component]
pub fn BeforeAfter(
    /// What it looked like.
    before: Shown,
    /// What it looks like.
    after: Shown,
) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(None::<usize>);
    let photos = Signal::stored(vec![before.clone(), after.clone()]);
    let side = move |photo: Shown, at: usize, name: &'static str, look: &'static str| {
        let url = photo.url;
        let failed = RwSignal::new(false);
        let picture = move || match url.get().filter(|_| !failed.get()) {
            Some(src) => view! {
                <img
                    class="before-after__image"
                    src=src
                    alt=""
                    on:error=move |_| failed.set(true)
                />
            }
            .into_any(),
            None => view! {
                <span class="photo-tile__absent">
                    <Icon of=Glyph::Image />
                    {words.shown_when_online()}
                </span>
            }
            .into_any(),
        };
        view! {
            <figure class="before-after__side">
                <button
                    class="before-after__open"
                    type="button"
                    aria-label=look
                    on:click=move |_| open.set(Some(at))
                >
                    {picture}
                </button>
                <figcaption class="before-after__name">
                    {format!("{name} · {}", photo.caption)}
                </figcaption>
            </figure>
        }
    };
    view! {
        <div class="before-after">
            {side(before, 0, words.before(), words.look_at_before())}
            {side(after, 1, words.after(), words.look_at_after())}
        </div>
        <PhotoViewer photos open />
    }
}
