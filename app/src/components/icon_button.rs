//! A button with a drawing alone; its name is for the ear and the pointer's hint.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A 44 px button with a drawing.
#[component]
pub fn IconButton(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The drawing.
    icon: Glyph,
    /// Further classes: where it stands.
    #[prop(optional, into)]
    class: &'static str,
    /// It was pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class=format!("icon-button {class}")
            type="button"
            aria-label=label
            title=label
            on:click=move |_| on_press.run(())
        >
            <Icon of=icon />
        </button>
    }
}
