//! The photos of a report.

use gridloop_shared::form::ReportField;
use leptos::prelude::*;

use super::filling::Filling;
use crate::components::FieldError;
use crate::i18n::use_words;
use crate::pages::photos::PhotoField;

/// Photos, first of all.
#[component]
pub fn Photos(
    /// The form.
    filling: Filling,
) -> impl IntoView {
    let words = use_words();
    let draft = filling.draft;
    view! {
        <section aria-label=words.photos() id="photos" tabindex="-1">
            <PhotoField
                photos=Signal::derive(move || draft.with(|draft| draft.photos.clone()))
                position=Signal::derive(move || draft.with(|draft| draft.position))
                shrinking=filling.shrinking
                on_opening=move |()| filling.keeper.now()
                on_change=move |photos| {
                    filling.change(|draft| draft.photos = photos);
                    filling.keeper.now();
                }
            />
            <FieldError id="photos" error=filling.error(words, ReportField::Photos) />
        </section>
    }
}
