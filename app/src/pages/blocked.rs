//! Said in place of the app where nothing could be saved.

use leptos::prelude::*;

use crate::components::{Button, Glyph, Icon, Mood, Notice};
use crate::core::StorageProblem;
use crate::i18n::use_words;

/// What to do about a browser that keeps nothing.
#[component]
pub fn Blocked(
    /// Why it does not.
    problem: StorageProblem,
) -> impl IntoView {
    let words = use_words();
    let (title, text) = match problem {
        StorageProblem::Newer => (words.blocked_newer(), words.blocked_newer_text()),
        StorageProblem::OtherTab => (words.blocked_other_tab(), words.blocked_other_tab_text()),
        StorageProblem::Full => (words.storage_full(), words.blocked_full_text()),
        StorageProblem::Failed(_) => (words.blocked_failed(), words.blocked_failed_text()),
        _ => (words.blocked(), words.blocked_text()),
    };
    let code = match problem {
        StorageProblem::Failed(why) => Some(why),
        _ => None,
    };
    let reload = move |()| {
        // A page that cannot be reloaded is being closed.
        let _ = window().location().reload();
    };
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in__mark">
                <Icon of=Glyph::Brand />
            </div>
            <h1 class="sign-in__title">{words.brand()}</h1>
            <Notice mood=Mood::Warn title=title text=Signal::stored(text.to_owned()) code>
                <Button label=words.reload() on_press=reload />
            </Notice>
        </main>
    }
}
