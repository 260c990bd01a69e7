//! The line of sync: always in sight, always honest, opening to the list of what waits.

use leptos::prelude::*;

use super::{Glyph, Icon, IconSize};

/// How it stands, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripMood {
    /// A person has to look.
    Refused,
    /// No network, or a server of no use: all safe here.
    Offline,
    /// On the way.
    Waiting,
    /// All there.
    Sent,
}

/// The strip.
#[component]
pub fn SyncStrip(
    /// How it stands.
    #[prop(into)]
    mood: Signal<StripMood>,
    /// In words.
    #[prop(into)]
    text: Signal<String>,
    /// Whether its list is open.
    #[prop(into)]
    open: Signal<bool>,
    /// It was pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let class = move || match mood.get() {
        StripMood::Refused => "sync-strip sync-strip--refused",
        StripMood::Offline => "sync-strip sync-strip--offline",
        StripMood::Waiting => "sync-strip sync-strip--waiting",
        StripMood::Sent => "sync-strip sync-strip--sent",
    };
    let icon = move || match mood.get() {
        StripMood::Refused => Glyph::AlertTriangle,
        StripMood::Offline => Glyph::CloudOff,
        StripMood::Waiting => Glyph::Cloud,
        StripMood::Sent => Glyph::CloudCheck,
    };
    view! {
        <button
            class=class
            type="button"
            aria-haspopup="dialog"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| on_press.run(())
        >
            {move || view! { <Icon of=icon() size=IconSize::Small /> }}
            <span class="sync-strip__text" role="status">
                {text}
            </span>
            <Icon of=Glyph::ChevronDown size=IconSize::Small />
        </button>
    }
}
