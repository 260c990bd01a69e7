//! Which department, and which assist it.

use gridloop_shared::form::MOST_ASSISTING;
use leptos::prelude::*;

use crate::components::{Choice, Need, Select};
use crate::i18n::use_words;
use crate::pages::case::Opening;
use crate::pages::session::use_names;

/// Which departments there are to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// All of them.
    All,
    /// Those that neither have the case nor assist.
    Others,
    /// Those that assist and have yet to report.
    Assisting,
}

/// One department.
#[component]
pub fn Departments(
    id: &'static str,
    label: &'static str,
    need: Need,
    among: Among,
    case: Opening,
    value: Signal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let choices = Signal::derive(move || {
        let names = names.get();
        let all = names
            .directory()
            .map_or(&[][..], |directory| &directory.departments);
        let fits = |id| {
            case.with(|open| {
                let open = open.as_ref();
                let assigned = open.and_then(|open| open.case.follow_up.state.assignment());
                let assists = assigned.is_some_and(|it| it.is_assisted_by(id));
                let owes = assigned.is_some_and(|it| it.awaited().any(|awaited| awaited == id));
                let leads = assigned.is_some_and(|it| it.department == *id);
                match among {
                    Among::All => true,
                    Among::Others => !leads && !assists,
                    Among::Assisting => owes,
                }
            })
        };
        std::iter::once(Choice::new("", words.choose()))
            .chain(
                all.iter()
                    .filter(|it| fits(&it.id))
                    .map(|it| Choice::new(&it.id, words.name(&it.name))),
            )
            .collect::<Vec<_>>()
    });
    view! { <Select id label need choices value error on_choose /> }
}

/// Those that assist: each with a tick, behind a heading that says how many.
#[component]
pub fn Assisting(
    /// Who leads.
    lead: Signal<String>,
    /// Who assists.
    chosen: Signal<Vec<String>>,
    /// Others do.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let all = move || {
        let names = names.get();
        let all = names
            .directory()
            .map_or(&[][..], |directory| &directory.departments);
        all.iter()
            .map(|it| (it.id.to_string(), words.name(&it.name)))
            .collect::<Vec<_>>()
    };
    let row = move |(id, name): (String, String)| {
        let id = StoredValue::new(id);
        let is_lead = move || lead.with(|lead| id.with_value(|id| id == lead));
        let is_in = move || chosen.with(|all| id.with_value(|id| all.contains(id)));
        let is_full = move || chosen.with(Vec::len) >= MOST_ASSISTING;
        let toggle = move |_| {
            let mut all = chosen.get_untracked();
            let id = id.get_value();
            if all.contains(&id) {
                all.retain(|other| *other != id);
            } else {
                all.push(id);
            }
            on_change.run(all);
        };
        view! {
            <label class="tick">
                <input
                    class="tick__input"
                    type="checkbox"
                    prop:checked=is_in
                    disabled=move || is_lead() || (is_full() && !is_in())
                    on:change=toggle
                />
                <span class="tick__label">{name}</span>
            </label>
        }
    };
    view! {
        <details class="fold">
            <summary class="fold__head">
                {words.assisting_label()}
                <span class="fold__count">
                    {move || words.chosen_count(chosen.with(Vec::len))}
                </span>
            </summary>
            <p class="field__hint">{words.assisting_hint()}</p>
            <div class="ticks">{move || all().into_iter().map(row).collect_view()}</div>
        </details>
    }
}
