//! One photo, as large as the screen. Arrow keys go on, Escape closes.

use leptos::{html, prelude::*};

use super::Shown;
use crate::components::{Glyph, IconButton};
use crate::i18n::use_words;

/// The viewer; open while `open` names a photo.
#[component]
pub fn PhotoViewer(
    /// The photos.
    #[prop(into)]
    photos: Signal<Vec<Shown>>,
    /// Which one is looked at.
    open: RwSignal<Option<usize>>,
) -> impl IntoView {
    let words = use_words();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let wanted = open.with(Option::is_some);
        if let Some(dialog) = dialog.get()
            && dialog.open() != wanted
        {
            if wanted {
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    let go = move |by: isize| {
        let count = photos.with_untracked(Vec::len);
        open.update(|open| {
            *open = open
                .and_then(|at| at.checked_add_signed(by))
                .filter(|at| *at < count)
                .or(*open);
        });
    };
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowLeft" => go(-1),
        "ArrowRight" => go(1),
        _ => {}
    };
    let page = move || {
        let at = open.get()?;
        let photo = photos.with(|photos| photos.get(at).cloned())?;
        let (place, of) = (at.saturating_add(1), photos.with(Vec::len));
        let sight = photo.sight;
        Some(view! {
            <div class="photo-viewer__head">
                <p class="photo-viewer__count">{format!("{place} / {of}")}</p>
                <IconButton label=words.close() icon=Glyph::X on_press=move |()| open.set(None) />
            </div>
            {move || sight.whole().map(|src| view! { <img class="photo-viewer__image" src=src alt=words.photo_of(&place, &of) /> })}
            <div class="photo-viewer__foot">
                <IconButton label=words.photo_before() icon=Glyph::ArrowLeft on_press=move |()| go(-1) />
                <p class="photo-viewer__caption">{photo.caption}</p>
                <IconButton label=words.photo_after() icon=Glyph::ArrowRight on_press=move |()| go(1) />
            </div>
        })
    };
    view! {
        <dialog
            class="photo-viewer"
            aria-label=words.photos()
            node_ref=dialog
            on:close=move |_| {
                let _ = open.try_set(None);
            }
            on:keydown=key
        >
            {page}
        </dialog>
    }
}
