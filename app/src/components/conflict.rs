//! Two people wrote different things offline: both are shown, one is chosen, the other stays in the record.

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Weight};
use crate::i18n::use_words;

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As it is kept.
    pub value: String,
    /// As it reads.
    pub text: String,
    /// Who wrote it and when, in words.
    pub who: String,
}

/// A choice between values.
#[component]
pub fn Conflict(
    /// Its `id`.
    #[prop(into)]
    id: String,
    /// Which field, in words.
    #[prop(into)]
    field: String,
    /// The values, the shown one first.
    sides: Vec<Side>,
    /// Whether this person may choose.
    may_choose: bool,
    /// One is chosen: its value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let chosen = RwSignal::new(sides.first().map(|side| side.value.clone()));
    let side = {
        let name = id.clone();
        move |side: Side| {
            let (value, own) = (side.value.clone(), side.value);
            view! {
                <label class="conflict__side">
                    <input
                        class="conflict__input"
                        type="radio"
                        name=name.clone()
                        disabled=!may_choose
                        prop:checked=move || chosen.get().as_ref() == Some(&value)
                        on:change=move |_| chosen.set(Some(own.clone()))
                    />
                    <span class="conflict__value">{side.text}</span>
                    <span class="conflict__who">{side.who}</span>
                </label>
            }
        }
    };
    let own = id.clone();
    let text = if may_choose {
        words.both_are_kept()
    } else {
        words.someone_chooses()
    };
    view! {
        <section class="conflict" aria-labelledby=own>
            <h3 class="conflict__title" id=id>
                <Icon of=Glyph::AlertTriangle />
                {words.written_twice(&field)}
            </h3>
            <p class="conflict__text">{text}</p>
            <fieldset class="conflict__sides">
                <legend class="visually-hidden">{field}</legend>
                {sides.into_iter().map(side).collect_view()}
            </fieldset>
            {may_choose
                .then(|| {
                    view! {
                        <div class="button-row">
                            <Button
                                label=words.use_chosen()
                                weight=Weight::Secondary
                                on_press=move |()| {
                                    if let Some(value) = chosen.get_untracked() {
                                        on_choose.run(value);
                                    }
                                }
                            />
                        </div>
                    }
                })}
        </section>
    }
}
