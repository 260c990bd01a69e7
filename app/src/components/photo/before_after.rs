//! Before and after, side by side: the quickest proof.

use leptos::prelude::*;

use super::{PhotoViewer, Picture, Shown};
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
        view! {
            <figure class="before-after__side">
                <button
                    class="before-after__open"
                    type="button"
                    aria-label=look
                    on:click=move |_| open.set(Some(at))
                >
                    <Picture sight=photo.sight class="before-after__image" large=true />
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
