//! What a case is about: recent ones first, then by domain; found by two characters, Chinese or pinyin initials.

use std::sync::Arc;

use gridloop_shared::model::{Category, CategoryId, Directory, Domain};
use leptos::prelude::*;

use super::{Glyph, Icon, SearchBox};
use crate::i18n::{Words, use_words};

/// A picker of one category.
#[component]
pub fn CategoryPicker(
    /// Where the categories stand.
    #[prop(into)]
    directory: Signal<Option<Arc<Directory>>>,
    /// What was used last, newest first.
    #[prop(into)]
    recent: Signal<Vec<CategoryId>>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Option<CategoryId>>,
    /// One is chosen.
    #[prop(into)]
    on_choose: Callback<CategoryId>,
) -> impl IntoView {
    let words = use_words();
    let query = RwSignal::new(String::new());
    let choice = move |category: &Category, path: bool| {
        let (id, own) = (category.id.clone(), category.id.clone());
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="category"
                    value=id.to_string()
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&id))
                    on:click=move |event| {
                        // Arrow keys move among the radios and send clicks too; only a pointer or Enter chooses.
                        if event.detail() > 0 {
                            on_choose.run(own.clone());
                        }
                    }
                />
                <span class="choice__body">
                    <span class="choice__name">{words.name(&category.name)}</span>
                    {path.then(|| view! { <span class="choice__path">{words.domain(category.domain)}</span> })}
                </span>
                <Icon of=Glyph::Check />
            </label>
        }
    };
    let group = move |title: &'static str, recent: bool, categories: Vec<&Category>| {
        (!categories.is_empty()).then(|| {
            let class = if recent {
                "choice-list__group choice-list__group--recent"
            } else {
                "choice-list__group"
            };
            view! {
                <fieldset class=class>
                    <legend class="choice-list__title">{title}</legend>
                    {categories.into_iter().map(|it| choice(it, recent)).collect_view()}
                </fieldset>
            }
        })
    };
    let groups = move || {
        let directory = directory.get()?;
        let query = query.get();
        let found: Vec<&Category> = directory
            .categories
            .iter()
            .filter(|category| matches(category, &query))
            .collect();
        if found.is_empty() {
            return Some(
                view! { <p class="choice-list__none">{words.no_such_category(&query)}</p> }
                    .into_any(),
            );
        }
        let last = recent.get();
        let last = last.iter().filter_map(|id| {
            query
                .trim()
                .is_empty()
                .then(|| directory.category(id))
                .flatten()
        });
        Some(
            view! {
                {group(words.recently_used(), true, last.collect())}
                {Domain::ALL
                    .map(|domain| {
                        let own = found.iter().copied().filter(|it| it.domain == domain);
                        group(words.domain(domain), false, own.collect())
                    })
                    .into_iter()
                    .collect_view()}
            }
            .into_any(),
        )
    };
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if let Some(id) =
                picked(&event).or_else(|| only(&directory.get_untracked(), &query.get_untracked()))
            {
                on_choose.run(id);
            }
        }
    };
    view! {
        <div class="choice-list" on:keydown=enter>
            <SearchBox
                id="category-search"
                label=words.search_categories()
                placeholder=words.search_categories_hint()
                value=query
                on_input=move |text| query.set(text)
            />
            {groups}
        </div>
    }
}

/// The category of the radio that has the focus.
fn picked(event: &leptos::ev::KeyboardEvent) -> Option<CategoryId> {
    use wasm_bindgen::JsCast;
    let radio: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    (radio.type_() == "radio").then(|| radio.value().parse().ok())?
}

/// The first category that was found.
fn only(directory: &Option<Arc<Directory>>, query: &str) -> Option<CategoryId> {
    let mut found = directory
        .as_ref()?
        .categories
        .iter()
        .filter(|it| matches(it, query));
    found.next().map(|category| category.id.clone())
}

/// Whether a category is meant by these characters.
fn matches(category: &Category, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    query.is_empty()
        || category.name.zh.contains(&query)
        || category.name.en.to_lowercase().contains(&query)
        || category.search.to_lowercase().contains(&query)
        || Words::default().domain(category.domain).contains(&query)
}
