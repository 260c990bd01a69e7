//! Fields that two people wrote offline: both values, and the choice.

use gridloop_shared::command::{Command, offer};
use gridloop_shared::model::{Case, CaseId, Concurrent, FieldName};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use super::said::value_in_words;
use crate::clock::use_now;
use crate::components::{Conflict, Side, use_toasts};
use crate::core::use_core;
use crate::format::exact;
use crate::i18n::use_words;
use crate::pages::session::{use_me, use_names};

/// The choices that are open.
#[component]
pub fn Contested(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let me = use_me();
    let names = use_names();
    let now = use_now();
    let choose = move |field: FieldName, value: String| {
        spawn_local(async move {
            match core
                .perform(Some(id), Command::Correct { field, value })
                .await
            {
                Ok(_) => toasts.say(words.action_done(Action::Correct)),
                Err(problem) => toasts.say(words.perform_problem(&problem)),
            }
        });
    };
    let one = move |case: &Case, field: FieldName| {
        let names = names.get();
        let side = |written: Concurrent<String>| Side {
            text: value_in_words(words, &names, field, &written.value),
            who: format!(
                "{} · {}",
                written
                    .by
                    .map_or_else(|| words.somebody().to_owned(), |by| names.person(&by)),
                exact(words, written.at, now.get_untracked())
            ),
            value: written.value,
        };
        let sides: Vec<Side> = case.values(field).into_iter().map(side).collect();
        let may_choose = me.with(|principal| offer(principal, case, Action::Correct).is_ok());
        view! {
            <Conflict
                id=format!("contested-{}", field.key())
                field=words.field(field)
                sides
                may_choose
                on_choose=move |value| choose(field, value)
            />
        }
    };
    move || {
        let open = case.get()?;
        Some(
            open.case
                .contested()
                .map(|field| one(&open.case, field))
                .collect_view(),
        )
    }
}
