//! A button that says what it does, and what it is busy with.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How much weight a button has. One primary a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The next act.
    Primary,
    /// Another act.
    #[default]
    Secondary,
    /// By the way.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button--primary",
            Self::Secondary => "button--secondary",
            Self::Quiet => "button--quiet",
            Self::Danger => "button--danger",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// What it says. While busy: what it is doing.
    #[prop(into)]
    label: Signal<String>,
    /// The drawing before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// How much weight it has.
    #[prop(optional)]
    weight: Weight,
    /// The one large act of a page.
    #[prop(optional)]
    large: bool,
    /// Sends the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// Whether it is at work: a second press does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It was pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let class = format!(
        "button {}{}",
        weight.class(),
        if large { " button--large" } else { "" }
    );
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(press) = on_press {
            press.run(());
        }
    };
    view! {
        <button
            class=class
            type=if submit { "submit" } else { "button" }
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {icon.map(|of| view! { <Icon of /> })}
            <span class="button__label">{label}</span>
        </button>
    }
}
