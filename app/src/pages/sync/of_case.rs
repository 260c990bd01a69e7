//! Which case a step belongs to, by what people know it by.

use gridloop_shared::model::CaseId;
use leptos::prelude::*;

use crate::core::use_core;
use crate::format::short_number;
use crate::i18n::use_words;
use crate::pages::lines::title;
use crate::pages::session::use_names;

/// Its title and number, as far as it is listed here.
#[component]
pub fn OfCase(
    /// Which case.
    case: CaseId,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let rows = use_core().rows();
    let line = move || {
        rows.with(|rows| {
            let listed = rows.iter().find(|listed| listed.row.id == case)?;
            let title = title(&names.get(), &listed.row);
            let number = words.case_number(&short_number(case));
            Some(view! { <p class="sync-list__when">{format!("{title} · {number}")}</p> })
        })
    };
    view! { {line} }
}
