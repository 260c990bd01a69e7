//! Somebody: the name, and what they are here.

use leptos::prelude::*;

/// A person's name and role.
#[component]
pub fn PersonTag(
    /// The name as it is written.
    #[prop(into)]
    name: String,
    /// What they are.
    #[prop(optional_no_strip)]
    role: Option<String>,
) -> impl IntoView {
    view! {
        <span class="person">
            <span class="person__name">{name}</span>
            {role.map(|role| view! { <span class="person__role">{role}</span> })}
        </span>
    }
}
