//! A notice: what happened, what is safe, what to do; the code, for the telephone, last and small.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Good to know.
    Info,
    /// Look at it when there is time.
    Warn,
    /// Something did not go.
    Error,
    /// A newer version lies ready.
    Update,
}

/// A notice.
#[component]
pub fn Notice(
    /// How it is meant.
    mood: Mood,
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// What is safe, and what to do.
    #[prop(optional, into)]
    text: Option<Signal<String>>,
    /// To be read out on the telephone.
    #[prop(optional_no_strip)]
    code: Option<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon, role) = match mood {
        Mood::Info => ("notice--info", Glyph::Info, "status"),
        Mood::Warn => ("notice--warn", Glyph::AlertTriangle, "status"),
        Mood::Error => ("notice--error", Glyph::XCircle, "alert"),
        Mood::Update => ("notice--update", Glyph::Download, "status"),
    };
    view! {
        <div class=format!("notice {class}") role=role>
            <Icon of=icon />
            <div class="notice__body">
                <p class="notice__title">{title}</p>
                {text.map(|text| view! { <p class="notice__text">{text}</p> })}
                {code.map(|code| view! { <p class="notice__code">{code}</p> })}
            </div>
            {children.map(|children| view! { <div class="notice__acts">{children()}</div> })}
        </div>
    }
}
