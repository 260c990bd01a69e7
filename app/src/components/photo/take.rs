//! Where photos come from: the camera first, the album beside it. Large while there is none, a tile afterwards.

use leptos::prelude::*;
use web_sys::{File, HtmlInputElement};

use crate::components::{Glyph, Icon, IconSize};
use crate::i18n::use_words;

/// Takes photos.
#[component]
pub fn PhotoTake(
    /// Whether there are photos already: a tile then.
    some: bool,
    /// The camera or the album is about to open, and the tab may not come back: save now.
    #[prop(into)]
    on_opening: Callback<()>,
    /// Files were chosen.
    #[prop(into)]
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let words = use_words();
    let camera = move || view! { <FileInput camera=true on_opening on_files /> };
    let album = move || view! { <FileInput camera=false on_opening on_files /> };
    if some {
        view! {
            <li class="photo-tile">
                <label class="photo-tile__add">
                    <Icon of=Glyph::Camera />
                    <span>{words.another_photo()}</span>
                    {camera()}
                </label>
            </li>
            <li class="photo-tile">
                <label class="photo-tile__add">
                    <Icon of=Glyph::Image />
                    <span>{words.album()}</span>
                    {album()}
                </label>
            </li>
        }
        .into_any()
    } else {
        view! {
            <div class="photo-take">
                <label class="photo-take__main">
                    <Icon of=Glyph::Camera size=IconSize::Large />
                    <span class="photo-take__label">{words.take_photo()}</span>
                    <span class="photo-take__hint">{words.take_photo_hint()}</span>
                    {camera()}
                </label>
                <label class="photo-take__other">
                    <Icon of=Glyph::Image />
                    {words.album()}
                    {album()}
                </label>
            </div>
        }
        .into_any()
    }
}

#[component]
fn FileInput(
    camera: bool,
    on_opening: Callback<()>,
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let chosen = move |input: HtmlInputElement| {
        let files = input.files().map_or_else(Vec::new, |list| {
            (0..list.length()).filter_map(|at| list.item(at)).collect()
        });
        // So that the same picture can be chosen again after it was taken away.
        input.set_value("");
        if !files.is_empty() {
            on_files.run(files);
        }
    };
    view! {
        <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            multiple=true
            capture=camera.then_some("environment")
            on:click=move |_| on_opening.run(())
            on:change:target=move |event| chosen(event.target())
        />
    }
}
