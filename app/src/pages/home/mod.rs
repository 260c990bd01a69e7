//! Today: what waits for this person, what was answered, what has not been sent. One large act.

mod figures;
mod section;

use gridloop_shared::model::{Principal, Role};
use leptos::prelude::*;

use super::frame::open_page;
use super::session::{use_me, use_names};
use super::todo::{answered, awaits};
use crate::components::{Empty, Glyph, Icon};
use crate::core::{Listed, Receipt, use_core};
use crate::i18n::use_words;
use figures::Figures;
use section::Section;

/// The page of today.
#[component]
pub fn Home() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let core = use_core();
    let rows = core.rows();
    let names = use_names();
    open_page(words.today(), None);
    // For those on their feet reporting is the next act; at a desk it is one of several, and in the rail.
    let walks = me.with(Principal::walks);
    let those = move |wanted: fn(&Principal, &Listed) -> bool| {
        Memo::new(move |_| {
            me.with(|principal| {
                rows.with(|rows| {
                    rows.iter()
                        .filter(|item| wanted(principal, item))
                        .cloned()
                        .collect::<Vec<_>>()
                })
            })
        })
    };
    let awaiting = those(|principal, item| awaits(principal, &item.row));
    let waiting = Memo::new(move |_| {
        let mut items = awaiting.get();
        // What is due first comes first; the rest stays newest first.
        let names = names.get();
        items.sort_by_cached_key(|item| {
            let due = names.due_at(&item.row);
            (due.is_none(), due)
        });
        items
    });
    // What two people did without knowing of each other is put before a supervisor, once, while the case is open.
    let review = those(|principal, item| {
        let row = &item.row;
        principal.has(Role::Supervisor)
            && !row.stage.is_ended()
            && (row.contested || row.ineffective > 0)
    });
    let answers = those(|principal, item| answered(principal, &item.row));
    let unsent = those(|_, item| matches!(item.receipt, Receipt::OnThisPhone { .. }));
    let refused = those(|_, item| matches!(item.receipt, Receipt::NotAccepted { .. }));
    let directory = core.directory();
    // Nothing at all: the page says what will be here. On a new phone, what is being fetched.
    let idle = Memo::new(move |_| {
        [waiting, review, answers, unsent, refused]
            .iter()
            .all(|items| items.with(Vec::is_empty))
    });
    let listing = core.is_listing();
    let first = move || {
        let nothing_yet = directory.with(Option::is_none);
        if nothing_yet || (listing.get() && idle.get()) {
            let text = if nothing_yet {
                words.no_directory()
            } else {
                words.fetching()
            };
            view! { <p class="loading-line" role="status">{text}</p> }.into_any()
        } else if idle.get() {
            let (title, text) = if me.with(|principal| principal.grants.is_empty()) {
                (words.no_role_now(), words.no_role_text())
            } else {
                (words.home_empty(), words.home_empty_text())
            };
            view! { <Empty icon=Glyph::Inbox title text /> }.into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <div class="page page--wide">
            <div class="page__body">
                <Figures />
                {(walks && me.may_report())
                    .then(|| {
                        view! {
                            <a
                                class="button button--primary button--large button--wide"
                                href="/report"
                            >
                                <Icon of=Glyph::Camera />
                                <span class="button__label">{words.report_case()}</span>
                            </a>
                        }
                    })}
                <Section id="refused" title=words.unsent_refused() items=refused />
                {first}
                <div class="home">
                    <Show when=move || !idle.get()>
                        <Section
                            id="waiting"
                            title=words.waiting_for_me()
                            items=waiting
                            all="/cases?whose=awaiting"
                            none=words.none_waiting()
                        />
                    </Show>
                    <Section id="review" title=words.to_review() items=review />
                    <Section id="answers" title=words.answers() items=answers all="/cases?whose=mine" />
                    <Section id="unsent" title=words.unsent() items=unsent />
                </div>
            </div>
        </div>
    }
}
