//! One photo in a grid.

use leptos::prelude::*;

use super::{Picture, Shown};
use crate::components::{Glyph, IconButton, ReceiptMark};
use crate::i18n::use_words;

/// A tile: the picture, its receipt, and, where it may be taken away, a button for that.
#[component]
pub fn PhotoTile(
    /// The photo.
    photo: Shown,
    /// Its place, from 1.
    place: usize,
    /// How many there are.
    of: usize,
    /// It was pressed.
    #[prop(into)]
    on_open: Callback<()>,
    /// It is to be taken away.
    #[prop(optional_no_strip)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_words();
    let receipt = match (photo.sent, photo.mark) {
        (Some(sent), _) => Some(
            view! {
                <span
                    class="photo-tile__receipt photo-tile__receipt--sending"
                    style=("--done", format!("{sent:.2}"))
                >
                    {words.sent_share(&format!("{:.0}", sent * 100.0))}
                </span>
            }
            .into_any(),
        ),
        (None, Some(mark)) => Some(
            view! {
                <span class="photo-tile__receipt">
                    <ReceiptMark mark />
                </span>
            }
            .into_any(),
        ),
        (None, None) => None,
    };
    view! {
        <li class="photo-tile">
            <button
                class="photo-tile__open"
                type="button"
                aria-label=words.look_at_photo(&place, &of)
                on:click=move |_| on_open.run(())
            >
                <Picture sight=photo.sight class="photo-tile__image" />
            </button>
            {receipt}
            {on_remove
                .map(|remove| {
                    view! {
                        <IconButton
                            label=words.remove_photo(&place)
                            icon=Glyph::X
                            class="photo-tile__remove"
                            on_press=remove
                        />
                    }
                })}
        </li>
    }
}
