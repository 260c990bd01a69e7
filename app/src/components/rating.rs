//! Three faces with words: how the reporter found the answer.

use gridloop_shared::model::Rating;
use leptos::prelude::*;

use super::{Glyph, Icon, IconSize};
use crate::i18n::use_words;

/// One rating of three.
#[component]
pub fn RatingChoice(
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Option<Rating>>,
    /// One is chosen.
    #[prop(into)]
    on_choose: Callback<Rating>,
) -> impl IntoView {
    let words = use_words();
    let item = move |(rating, face): (Rating, Glyph)| {
        view! {
            <label class="rating__item">
                <input
                    class="rating__input"
                    type="radio"
                    name="rating"
                    prop:checked=move || chosen.get() == Some(rating)
                    on:change=move |_| on_choose.run(rating)
                />
                <span class="rating__face">
                    <Icon of=face size=IconSize::Large />
                </span>
                <span class="rating__word">{words.rating(rating)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="rating" id="rating">
            <legend class="rating__title">{words.how_was_it()}</legend>
            {[
                (Rating::Satisfied, Glyph::FaceHappy),
                (Rating::Partly, Glyph::FaceNeutral),
                (Rating::Not, Glyph::FaceSad),
            ]
                .map(item)
                .into_iter()
                .collect_view()}
        </fieldset>
    }
}
