//! Which other case: the likely ones first, any by its words or its number.

use gridloop_shared::model::{Case, CaseId, CaseRow};
use leptos::prelude::*;

use crate::clock::use_now;
use crate::components::{Field, Glyph, Icon, Line, Need};
use crate::core::use_core;
use crate::format::{moment, short_number};
use crate::i18n::use_words;
use crate::pages::case::Opening;
use crate::pages::lines::title;
use crate::pages::session::use_names;

/// So many are shown at once.
const SHOWN: usize = 8;

/// The choice.
#[component]
pub fn OtherCase(
    /// This case.
    case: Opening,
    /// The other, once chosen.
    value: Signal<String>,
    /// What is wrong.
    error: Signal<Option<String>>,
    /// One is chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let now = use_now();
    let rows = use_core().rows();
    let sought = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let sought = sought.get();
        case.with(|open| {
            let Some(open) = open else { return Vec::new() };
            let this = &open.case;
            rows.with(|rows| {
                let mut found: Vec<(u8, CaseRow)> = rows
                    .iter()
                    .map(|item| &item.row)
                    .filter(|row| row.id != this.id && !row.stage.is_ended())
                    .filter(|row| is_meant(row, &sought))
                    .filter_map(|row| Some((likeness(this, row, &sought)?, CaseRow::clone(row))))
                    .collect();
                // Of equal likeness the newest: the list is in that order.
                found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
                found.truncate(SHOWN);
                found.into_iter().map(|(_, row)| row).collect()
            })
        })
    });
    let one = move |row: CaseRow| {
        let id = row.id.to_string();
        let chosen = {
            let id = id.clone();
            move || value.with(|value| *value == id)
        };
        let names = names.get();
        let place = format!("{} {}", names.area(&row.area), row.address);
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="other-case"
                    prop:checked=chosen
                    on:change=move |_| on_choose.run(id.clone())
                />
                <span class="choice__body">
                    <span class="choice__name">{title(&names, &row)}</span>
                    <span class="choice__path">
                        {place} " · " {moment(words, row.reported_at, now.get())} " · "
                        {words.stage(row.stage)} " · " {short_number(row.id)}
                    </span>
                </span>
                <Icon of=Glyph::Check />
            </label>
        }
    };
    view! {
        <Line
            id="sought"
            label=words.find_other_case()
            need=Need::Optional
            hint=words.find_other_case_hint()
            value=sought
            on_input=move |text: String| sought.set(text)
        />
        <Field id="other-case" label=words.other_case() need=Need::Required error>
            <div role="radiogroup" aria-label=words.other_case()>
                {move || found.get().into_iter().map(one).collect_view()}
                {move || {
                    found
                        .with(Vec::is_empty)
                        .then(|| view! { <p class="field__hint">{words.none_match()}</p> })
                }}
            </div>
        </Field>
    }
}

/// Whether the words that are looked for are in a case, or its number ends with them.
fn is_meant(row: &CaseRow, sought: &str) -> bool {
    let sought = sought.trim();
    let by_number = |id: CaseId| {
        let tail = sought.trim_start_matches('…').to_lowercase();
        tail.len() >= 4 && id.to_string().ends_with(&tail)
    };
    sought.is_empty()
        || row.excerpt.contains(sought)
        || row.address.contains(sought)
        || by_number(row.id)
}

/// How likely they are one: none for a case that nobody would mean without looking for it.
fn likeness(this: &Case, row: &CaseRow, sought: &str) -> Option<u8> {
    let area = this.area.value();
    let same = [
        row.category == *this.category.value(),
        row.area.community == area.community,
        row.area.grid.is_some() && row.area.grid == area.grid,
        !row.address.is_empty() && row.address == *this.address.value(),
    ];
    let points = same
        .into_iter()
        .fold(0_u8, |sum, is| sum.saturating_add(is.into()));
    let of_here = row.area.community == area.community;
    (of_here || !sought.trim().is_empty()).then_some(points)
}
