//! Reporting on the spot: one column, photo first, kept at every pause.

mod category;
mod filling;
mod form;
mod own_area;
mod photos;
mod place;
mod restored;
mod saved;
mod source;

use gridloop_shared::model::CaseId;
use leptos::prelude::*;

use super::frame::open_page;
use super::session::use_me;
use crate::components::{Empty, Glyph};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::again::{of_tray, use_again};
use form::Form;
use saved::Saved;
pub use source::sources;

/// The form, and after it what became of the report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let core = use_core();
    open_page(words.report_case(), Some("/"));
    let saved = RwSignal::new(None::<CaseId>);
    let again = use_again();
    move || {
        // Another act to be done again is another form.
        let again = again.get();
        if !me.may_report() {
            view! { <Empty icon=Glyph::Lock title=words.may_not_report() text="" /> }.into_any()
        } else if let Some(case) = saved.get() {
            view! { <Saved case on_another=move |()| saved.set(None) /> }.into_any()
        } else {
            let again = again.and_then(|id| of_tray(core, id));
            view! { <Form again on_saved=move |case| saved.set(Some(case)) /> }.into_any()
        }
    }
}
