//! A field: label, hint, what one fills in, and what is wrong with it, tied together for the ear.

mod area;
mod line;
mod select;

use leptos::prelude::*;

pub use area::Area;
pub use line::Line;
pub use select::{Choice, Select};

use super::{Glyph, Icon, IconSize};
use crate::i18n::use_words;

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// It goes without saying.
    #[default]
    Unsaid,
    /// 必填
    Required,
    /// 选填
    Optional,
}

/// Label, hint and error around what is filled in.
#[component]
pub fn Field(
    /// The `id` of what is filled in; hint and error are named after it.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: String,
    /// Whether it must be filled in.
    #[prop(optional)]
    need: Need,
    /// How to fill it in.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What is filled in.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let mark = match need {
        Need::Unsaid => None,
        Need::Required => Some(("field__mark", words.required())),
        Need::Optional => Some(("field__mark field__mark--optional", words.optional())),
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                {mark.map(|(class, text)| view! { " "<span class=class>{text}</span> })}
            </label>
            {hint.filter(|text| !text.is_empty()).map(|text| view! { <p class="field__hint" id=format!("{id}-hint")>{text}</p> })}
            {children()}
            <FieldError id error />
        </div>
    }
}

/// What is wrong, said at the field.
#[component]
pub fn FieldError(
    /// The `id` of what is filled in.
    id: &'static str,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        error.get().map(|text| {
            view! {
                <p class="field__error" id=format!("{id}-error")>
                    <Icon of=Glyph::AlertTriangle size=IconSize::Small />
                    {text}
                </p>
            }
        })
    }
}
