//! A field with one choice of few.

use leptos::prelude::*;

use super::{Field, Need};
use crate::components::{Glyph, Icon};

/// One choice: its value, and how it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// How it reads.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
        }
    }
}

/// One of few; an empty value means none.
#[component]
pub fn Select(
    /// Its `id`.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Another is chosen.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Whether one must be chosen.
    #[prop(optional)]
    need: Need,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = move || {
        let chosen = value.get();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let selected = choice.value == chosen;
                view! {
                    <option value=choice.value selected=selected>
                        {choice.label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <Field id label need hint error>
            <div class="select">
                <select
                    class="input select__control"
                    id=id
                    aria-describedby=format!("{id}-hint {id}-error")
                    aria-required=(need == Need::Required).then_some("true")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change:target=move |event| on_choose.run(event.target().value())
                >
                    {options}
                </select>
                <Icon of=Glyph::ChevronDown />
            </div>
        </Field>
    }
}
