//! The follow-up, read from top to bottom like a letter: who, what, when, with photos.

mod entry;

use leptos::prelude::*;

use super::{Glyph, Icon, IconSize, Mark, Shown};
use entry::Entry;

/// One entry, in words already.
#[derive(Clone)]
pub struct TimelineEntry {
    /// Its tone.
    pub tone: &'static str,
    /// Its sign.
    pub sign: Glyph,
    /// Who.
    pub who: String,
    /// What they are.
    pub role: Option<String>,
    /// What they did.
    pub act: String,
    /// When, as `datetime` has it, and in words.
    pub when: (String, String),
    /// By how much the phone's clock differed, in words.
    pub device: Option<String>,
    /// What they said.
    pub text: Option<String>,
    /// What they photographed.
    pub photos: Vec<Shown>,
    /// Where the entry is safe, while it is not on the server.
    pub mark: Option<Mark>,
    /// Why it did not take effect, if it did not.
    pub why_not: Option<String>,
}

/// The timeline.
#[component]
pub fn Timeline(
    /// Its entries, oldest first.
    #[prop(into)]
    entries: Signal<Vec<TimelineEntry>>,
    /// What is waited for, at the end.
    #[prop(into)]
    next: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <ol class="timeline">
            {move || entries.get().into_iter().map(|entry| view! { <Entry entry /> }).collect_view()}
            {move || {
                next.get()
                    .map(|text| {
                        view! {
                            <li class="timeline__step timeline__step--next">
                                <span class="timeline__sign">
                                    <Icon of=Glyph::Clock size=IconSize::Small />
                                </span>
                                <div class="timeline__body">
                                    <p class="timeline__line">
                                        <span class="timeline__act">{text}</span>
                                    </p>
                                </div>
                            </li>
                        }
                    })
            }}
        </ol>
    }
}
