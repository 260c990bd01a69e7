//! What the case is, where it stands, who has it, until when.

use leptos::prelude::*;

use super::Opening;
use super::next::{next, yours};
use crate::clock::use_now;
use crate::components::{DeadlineLight, StateBadge};
use crate::format::{headline, short_number};
use crate::i18n::use_words;
use crate::pages::session::{use_me, use_names};

/// The head of the case.
#[component]
pub fn CaseHead(
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let me = use_me();
    let now = use_now();
    let title = Memo::new(move |_| {
        case.with(|open| {
            let case = &open.as_ref()?.case;
            let first = headline(case.description.value());
            Some(if first.is_empty() {
                names.get().category(case.category.value())
            } else {
                first
            })
        })
    });
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            document().set_title(&format!("{title} · {}", words.brand()));
        }
    });
    move || {
        let open = case.get()?;
        let case = &open.case;
        let names = names.get();
        let stage = case.follow_up.state.stage();
        let due = open
            .clocks
            .stage
            .as_ref()
            .and_then(|clock| names.due_of(clock, case.category.value()));
        let unknown = due.is_some_and(|due| due.provisional);
        let due = due.filter(|due| !due.paused);
        let waits = match me.with(|principal| yours(principal, case)) {
            Some(action) => Some(words.next_yours(&words.action(action))),
            None => next(words, &names, case),
        };
        Some(view! {
            <header class="case-head">
                <p class="case-head__line">
                    <StateBadge stage />
                    {due.map(|due| view! { <DeadlineLight due now /> })}
                    <span class="case-head__number">
                        {words.case_number(&short_number(case.id))}
                    </span>
                </p>
                <h2 class="case-head__title" id="case-title">
                    {title.get()}
                </h2>
                <p class="case-head__next">{waits}</p>
                {unknown.then(|| view! { <p class="case-head__note">{words.holidays_unknown()}</p> })}
            </header>
        })
    }
}
