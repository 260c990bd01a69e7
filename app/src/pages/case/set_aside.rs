//! Said on the case when something that was done here was not taken.

use leptos::prelude::*;

use super::Opening;
use crate::components::{Mood, Notice};
use crate::i18n::use_words;
use crate::pages::session::use_names;
use crate::pages::sync::describe;

/// The notice, if there is something.
#[component]
pub fn SetAside(
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    move || {
        let open = case.get()?;
        (!open.set_aside.is_empty()).then(|| {
            let names = names.get();
            let what: Vec<String> = open
                .set_aside
                .iter()
                .map(|item| describe(words, &names, &item.act.command))
                .collect();
            view! {
                <Notice
                    mood=Mood::Error
                    title=words.set_aside()
                    text=Signal::stored(what.join("\n"))
                >
                    <a class="button button--secondary" href="/me/delivery">
                        {words.see_details()}
                    </a>
                </Notice>
            }
        })
    }
}
