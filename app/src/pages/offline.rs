//! Said where a page needs the network and has none.

use leptos::prelude::*;

use crate::components::{Button, Empty, Glyph};
use crate::core::{OfficeProblem, SyncLine, use_core};
use crate::i18n::use_words;

/// What is missing, and a way to try again; tried by itself when the network is back.
#[component]
pub fn Offline(
    /// Why there is nothing to show.
    problem: OfficeProblem,
    /// Try again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let line = use_core().sync_line();
    Effect::new(move |before: Option<bool>| {
        let away = matches!(
            line.get(),
            SyncLine::Offline { .. } | SyncLine::ServerTrouble { .. }
        );
        if before == Some(true) && !away {
            on_retry.run(());
        }
        away
    });
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
