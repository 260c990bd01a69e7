//! How far something has got, with numbers beside the bar.

use leptos::prelude::*;

/// A progress bar with words.
#[component]
pub fn Progress(
    /// What goes on, for the ear.
    #[prop(into)]
    label: String,
    /// How much there is to do.
    #[prop(into)]
    most: Signal<usize>,
    /// How much is done.
    #[prop(into)]
    done: Signal<usize>,
    /// In words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress
                class="progress__bar"
                max=move || most.get().to_string()
                value=move || done.get().to_string()
                aria-label=label
            ></progress>
            <p class="progress__text" role="status">
                {text}
            </p>
        </div>
    }
}
