//! How a deadline stands, as a filling disc and in words.

use gridloop_shared::deadline::Due;
use gridloop_shared::model::Timestamp;
use leptos::prelude::*;

use crate::format::{deadline, iso, light_tone};
use crate::i18n::use_words;

/// A deadline light.
#[component]
pub fn DeadlineLight(
    /// The deadline.
    due: Due,
    /// What time it is.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let words = use_words();
    let stand = Memo::new(move |_| deadline(words, &due, now.get()));
    view! {
        <span class=move || format!("deadline deadline--{}", stand.with(|it| light_tone(it.light)))>
            <span
                class="deadline__light"
                aria-hidden="true"
                style=("--used", move || stand.with(|it| format!("{:.2}", it.used)))
            ></span>
            <time datetime=iso(due.due)>{move || stand.with(|it| it.text.clone())}</time>
        </span>
    }
}
