//! The list with its tools, and the case beside it. The list stays while one works.

use gridloop_shared::model::CaseId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::filter::Filter;
use super::keys::{ListKeys, provide_wish};
use super::search::search;
use super::tools::Tools;
use crate::clock::use_now;
use crate::components::{CaseCard, Empty, Glyph, WindowList};
use crate::core::{Listed, use_core};
use crate::i18n::use_words;
use crate::pages::frame::open_page;
use crate::pages::lines::line;
use crate::pages::session::{use_me, use_names};

/// List and case.
#[component]
pub fn Bench() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let me = use_me();
    let names = use_names();
    let now = use_now();
    let rows = core.rows();
    provide_wish();
    let path = use_location().pathname;
    let query = use_query_map();
    let filter = RwSignal::new(Filter::default());
    // A case's own address has no query: the list beside it keeps the filter that it had.
    Effect::new(move |_| {
        let read = Filter::read(&query.get());
        let on_list = path.with(|path| path.trim_end_matches('/') == "/cases");
        if (on_list || !read.is_open()) && filter.with_untracked(|filter| filter != &read) {
            filter.set(read);
        }
    });
    let navigate = use_navigate();
    let change = Callback::new(move |next: Filter| {
        let to = format!("{}{}", path.get_untracked(), next.query());
        filter.set(next);
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&to, options);
    });
    let found = Memo::new(move |_| {
        let names = names.get();
        me.with(|principal| {
            filter
                .with(|filter| rows.with(|rows| search(rows, filter, &names, principal, now.get())))
        })
    });
    let open = Memo::new(move |_| path.with(|path| open_case(path)));
    let reveal = RwSignal::new(None::<usize>);
    let row = move |item: Listed| {
        let id = item.row.id;
        let current = Signal::derive(move || open.get() == Some(id));
        move || {
            let line = line(words, &names.get(), core, me, &item, now.get_untracked());
            view! { <CaseCard line now current /> }
        }
    };
    let listing = core.is_listing();
    let list = move || {
        if listing.get() && rows.with(|rows| rows.is_empty()) {
            view! { <p class="loading-line" role="status">{words.fetching()}</p> }.into_any()
        } else if found.with(Vec::is_empty) {
            let (title, text) = if me.with(|principal| principal.grants.is_empty()) {
                (words.no_role_now(), words.no_role_text())
            } else if rows.with(|rows| rows.is_empty()) {
                (words.no_cases(), words.no_cases_text())
            } else {
                (words.none_match(), words.none_match_text())
            };
            view! { <Empty icon=Glyph::Inbox title text /> }.into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <section class="workbench__list" aria-label=words.cases()>
            <Tools filter found=Signal::derive(move || found.with(Vec::len)) on_change=change />
            {list}
            <WindowList
                label=Signal::derive(move || words.list_of(found.with(Vec::len)))
                items=found
                key=key
                row=row
                reveal=reveal
                about=Signal::derive(move || filter.with(Filter::query))
            />
        </section>
        <article class="workbench__detail" aria-labelledby="case-title">
            <Outlet />
        </article>
        <ListKeys
            found
            open
            reveal
            list=Signal::derive(move || format!("/cases{}", filter.with(Filter::query)))
        />
    }
}

/// What makes a row the same row: its id, while nothing in it has changed.
fn key(item: &Listed) -> String {
    format!(
        "{} {:p} {:?}",
        item.row.id,
        std::sync::Arc::as_ptr(&item.row),
        item.receipt
    )
}

fn open_case(path: &str) -> Option<CaseId> {
    path.strip_prefix("/cases/")?.parse().ok()
}

/// What stands on the right while no case is open.
#[component]
pub fn NoCase() -> impl IntoView {
    let words = use_words();
    open_page(words.cases(), None);
    view! { <Empty icon=Glyph::List title=words.choose_case() text=words.choose_case_text() /> }
}
