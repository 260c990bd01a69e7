//! The list of what waits, as a page.

use leptos::prelude::*;

use super::{SyncActs, SyncList};
use crate::i18n::use_words;
use crate::pages::frame::open_page;

/// The page.
#[component]
pub fn SyncPage() -> impl IntoView {
    let words = use_words();
    open_page(words.sync_details(), Some("/me"));
    view! {
        <div class="page">
            <div class="page__body">
                <SyncList on_leave=move |()| {} />
                <div class="button-row">
                    <SyncActs />
                </div>
            </div>
        </div>
    }
}
