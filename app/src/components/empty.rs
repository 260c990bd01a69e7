//! An empty page says what will be here, and how to begin.

use leptos::prelude::*;

use super::{Glyph, Icon, IconSize};

/// What stands where a list would.
#[component]
pub fn Empty(
    /// The drawing.
    icon: Glyph,
    /// What is not here.
    #[prop(into)]
    title: String,
    /// What will be, or what to do.
    #[prop(into)]
    text: String,
    /// How to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon of=icon size=IconSize::Large />
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
