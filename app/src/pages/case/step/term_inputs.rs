//! How much time: the usual numbers of working days, one press each, or a day that is named; and what it comes to.

use gridloop_shared::deadline::Day;
use gridloop_shared::model::{Term, Timestamp};
use leptos::prelude::*;

use super::term::{named_day, term_from, term_text};
use crate::clock::use_now;
use crate::components::{Field, Line, Need};
use crate::format::exact;
use crate::i18n::use_words;
use crate::pages::session::use_names;

/// The numbers of working days that are usual (12345: 1 for a consultation, 3 for a second handling, 5 and 15).
const USUAL: [u16; 4] = [1, 3, 5, 15];

/// The inputs.
#[component]
pub fn TermInputs(
    /// What the time is for.
    label: &'static str,
    /// From when on it is counted; none for from when the server hears of it.
    from: Signal<Option<Timestamp>>,
    /// The term, as a draft keeps it.
    value: Signal<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// Another is chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let now = use_now();
    let term = Memo::new(move |_| value.with(|value| term_from(value, now.get())));
    let days = move || match term.get() {
        Some(Term::Days(days)) => Some(days),
        _ => None,
    };
    let preview = move || {
        let names = names.get();
        let calendar = &names.directory()?.calendar;
        let days = days()?;
        let due = calendar.days_after(from.get().unwrap_or(now.get()), days);
        let text = words.comes_to(&exact(words, due, now.get()));
        Some(if calendar.knows(Day::of(due)) {
            text
        } else {
            format!("{text} {}", words.holidays_unknown())
        })
    };
    let chip = move |number: u16| {
        let pressed = move || days() == Some(number);
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || if pressed() { "true" } else { "false" }
                on:click=move |_| on_choose.run(term_text(Term::Days(number)))
            >
                {words.work_days(usize::from(number))}
            </button>
        }
    };
    // What a category usually has stands among them, whatever it is.
    let all = move || {
        let mut all = USUAL.to_vec();
        all.extend(days());
        all.sort_unstable();
        all.dedup();
        all
    };
    // As it was typed, also while it is no instant yet.
    let named = Signal::derive(move || value.with(|value| named_day(value).to_owned()));
    view! {
        <Field id="term" label need=Need::Required error>
            <div class="filter-row filter-row--wrap" role="group" aria-label=label>
                {move || all().into_iter().map(chip).collect_view()}
            </div>
            <p class="field__hint" role="status">
                {preview}
            </p>
        </Field>
        <Line
            id="due"
            kind="datetime-local"
            label=words.or_until()
            need=Need::Optional
            value=named
            on_input=move |text: String| on_choose.run(text)
        />
    }
}
