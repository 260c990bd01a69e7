//! Said where a page needs the network and has none.

use leptos::prelude::*;

use crate::components::{Button, Empty, Glyph};
use crate::core::OfficeProblem;
use crate::i18n::use_words;

/// What is missing, and a way to try again.
#[component]
pub fn Offline(
    /// Why there is nothing to show.
    problem: OfficeProblem,
    /// Try again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Empty
            icon=Glyph::CloudOff
            title=words.needs_network()
            text=words.office_problem(problem)
        >
            <Button label=words.try_again() icon=Glyph::Refresh on_press=on_retry />
        </Empty>
    }
}
