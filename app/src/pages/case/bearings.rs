//! Who works on the case, and the cases that it goes with: lines among its facts.

use gridloop_shared::model::{Case, CaseId};
use gridloop_shared::workflow::State;
use leptos::prelude::*;

use crate::format::{Names, short_number};
use crate::i18n::Words;

/// Who leads, who assists and whether they have reported; nothing while nobody has it.
pub fn departments(words: Words, names: &Names, case: &Case) -> Option<impl IntoView + use<>> {
    let assignment = case.follow_up.state.assignment()?;
    let lead = names.department(&assignment.department);
    let assisting: Vec<_> = assignment
        .assisting
        .iter()
        .map(|it| {
            let name = names.department(&it.department);
            match it.outcome {
                Some(_) => words.has_assisted(&name),
                None => words.assists(&name),
            }
        })
        .map(|text| view! { <span class="facts__line">{text}</span> })
        .collect();
    Some(view! {
        <div class="facts__row">
            <dt class="facts__name">{words.departments_label()}</dt>
            <dd class="facts__value">
                <span class="facts__line">{lead}</span>
                {assisting}
            </dd>
        </div>
    })
}

/// The cases that this one goes with, each a way to it.
pub fn related(words: Words, case: &Case) -> Option<impl IntoView + use<>> {
    let follow_up = &case.follow_up;
    let into = match follow_up.state {
        State::Merged { into, .. } => Some(into),
        _ => None,
    };
    let number = |id: CaseId| short_number(id);
    let all: Vec<(CaseId, String)> = [
        follow_up
            .follows()
            .map(|id| (id, words.what_remained_of(&number(id)))),
        follow_up
            .state
            .remaining()
            .map(|id| (id, words.remains_in(&number(id)))),
        into.map(|id| (id, words.did_merge(&number(id)))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lines = all.iter().map(|(id, text)| {
        view! {
            <a class="facts__line" href=format!("/cases/{id}")>
                {text.clone()}
            </a>
        }
    });
    (!all.is_empty()).then(|| {
        view! {
            <div class="facts__row">
                <dt class="facts__name">{words.related_label()}</dt>
                <dd class="facts__value">{lines.collect_view()}</dd>
            </div>
        }
    })
}
