//! The conditions that need more room than a chip.

use gridloop_shared::json::{from_word, word};
use gridloop_shared::model::{Domain, Role};
use gridloop_shared::workflow::Stage;
use leptos::prelude::*;

use super::filter::{Filter, Whose};
use crate::components::{Button, Choice, Dialog, Select, Weight};
use crate::format::Names;
use crate::i18n::{Words, use_words};
use crate::pages::session::{use_me, use_names};

/// The sheet of conditions; each takes effect at once.
#[component]
pub fn FilterSheet(
    /// What is in force.
    filter: Signal<Filter>,
    /// How many cases it finds.
    found: Signal<usize>,
    /// Whether the sheet is open.
    open: RwSignal<bool>,
    /// Another is to be in force.
    on_change: Callback<Filter>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let handles = use_me().has(Role::Handler);
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut next = filter.get_untracked();
        change(&mut next);
        on_change.run(next);
    };
    let whose = move || {
        [
            Some(Choice::new("", words.everybodys())),
            Some(Choice::new(word(&Whose::Awaiting), words.awaiting_me())),
            Some(Choice::new(word(&Whose::Mine), words.mine())),
            handles.then(|| Choice::new(word(&Whose::Department), words.my_department())),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
    };
    let stages = std::iter::once(Choice::new("", words.all_stages()))
        .chain(Stage::ALL.map(|stage| Choice::new(word(&stage), words.stage(stage))))
        .collect::<Vec<_>>();
    let stages = StoredValue::new(stages);
    view! {
        <Dialog
            id="filter-title"
            title=words.filter()
            open=open
            on_close=move |()| open.set(false)
        >
            <div class="dialog__body stack">
                <Select
                    id="filter-whose"
                    label=words.mine_label()
                    choices=Signal::derive(whose)
                    value=Signal::derive(move || filter.with(|it| if it.whose == Whose::All { String::new() } else { word(&it.whose) }))
                    on_choose=move |value: String| {
                        change(&|filter| filter.whose = from_word(&value).unwrap_or_default());
                    }
                />
                <Select
                    id="filter-stage"
                    label=words.stage_label()
                    choices=Signal::derive(move || stages.get_value())
                    value=Signal::derive(move || filter.with(|it| it.stage.as_ref().map(word).unwrap_or_default()))
                    on_choose=move |value: String| change(&|filter| filter.stage = from_word(&value))
                />
                <Select
                    id="filter-category"
                    label=words.category()
                    choices=Signal::derive(move || categories(words, &names.get()))
                    value=Signal::derive(move || filter.with(category_value))
                    on_choose=move |value: String| {
                        change(
                            &|filter| {
                                filter.domain = from_word(&value);
                                filter.category = match filter.domain {
                                    Some(_) => None,
                                    None => value.parse().ok(),
                                };
                            },
                        )
                    }
                />
                <Select
                    id="filter-community"
                    label=words.community()
                    choices=Signal::derive(move || communities(words, &names.get()))
                    value=Signal::derive(move || {
                        filter.with(|it| it.community.as_ref().map(ToString::to_string).unwrap_or_default())
                    })
                    on_choose=move |value: String| change(&|filter| filter.community = value.parse().ok())
                />
            </div>
            <div class="dialog__acts">
                <Button
                    label=words.clear_filters()
                    weight=Weight::Quiet
                    on_press=move |()| {
                        on_change.run(Filter { text: filter.get_untracked().text, ..Filter::default() });
                    }
                />
                <Button
                    label=Signal::derive(move || words.show_n(found.get()))
                    weight=Weight::Primary
                    large=true
                    on_press=move |()| open.set(false)
                />
            </div>
        </Dialog>
    }
}

fn category_value(filter: &Filter) -> String {
    match (&filter.domain, &filter.category) {
        (Some(domain), _) => word(domain),
        (None, Some(id)) => id.to_string(),
        (None, None) => String::new(),
    }
}

fn categories(words: Words, names: &Names) -> Vec<Choice> {
    let all = names
        .directory()
        .map_or(&[][..], |directory| &directory.categories);
    let of = |domain: Domain| {
        std::iter::once(Choice::new(word(&domain), words.domain(domain))).chain(
            all.iter()
                .filter(move |it| it.domain == domain)
                .map(|it| Choice::new(&it.id, format!("　{}", words.name(&it.name)))),
        )
    };
    std::iter::once(Choice::new("", words.all_categories()))
        .chain(Domain::ALL.into_iter().flat_map(of))
        .collect()
}

fn communities(words: Words, names: &Names) -> Vec<Choice> {
    let all = names
        .directory()
        .map_or(&[][..], |directory| &directory.communities);
    std::iter::once(Choice::new("", words.all_communities()))
        .chain(
            all.iter()
                .map(|it| Choice::new(&it.id, words.name(&it.name))),
        )
        .collect()
}
