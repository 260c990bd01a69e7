//! What a report is about: a field that opens the picker.

use gridloop_shared::form::ReportField;
use gridloop_shared::model::CategoryId;
use leptos::prelude::*;

use super::filling::Filling;
use crate::components::{CategoryPicker, Dialog, Field, Glyph, Icon, Need};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::session::use_names;
use crate::preferences::recent_categories;

/// The category.
#[component]
pub fn CategoryField(
    /// The form.
    filling: Filling,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let directory = use_core().directory();
    let open = RwSignal::new(false);
    let chosen = Signal::derive(move || filling.draft.with(|draft| draft.category.clone()));
    let error = filling.error(words, ReportField::Category);
    let shown = move || match chosen.get() {
        Some(id) => {
            let names = names.get();
            let domain = names.category_of(&id).map(|it| words.domain(it.domain));
            view! {
                <span class="pick__value">
                    {names.category(&id)} " " <span class="pick__path">{domain}</span>
                </span>
            }
            .into_any()
        }
        None => view! {
            <span class="pick__value pick__value--none">{words.choose_category()}</span>
        }
        .into_any(),
    };
    view! {
        <Field id="category" label=words.category() need=Need::Required error>
            <button
                class="input pick"
                type="button"
                id="category"
                aria-haspopup="dialog"
                aria-describedby="category-error"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:click=move |_| open.set(true)
            >
                {shown}
                <Icon of=Glyph::ChevronRight />
            </button>
        </Field>
        <Dialog
            id="category-title"
            title=words.choose_category()
            open=open
            wide=true
            on_close=move |()| open.set(false)
        >
            <div class="dialog__body">
                <CategoryPicker
                    directory
                    recent=Signal::derive(recent_categories)
                    chosen
                    on_choose=move |id: CategoryId| {
                        filling.change(|draft| draft.category = Some(id));
                        open.set(false);
                    }
                />
            </div>
        </Dialog>
    }
}
