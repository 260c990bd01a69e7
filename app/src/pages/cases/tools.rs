//! Above the list: search, filter, quick views, and what is in force, each to be dropped with one press.

use leptos::prelude::*;

use super::figures::use_figures;
use super::filter::{Clock, Filter, Whose};
use super::filter_sheet::FilterSheet;
use crate::components::{Glyph, Icon, IconSize, SearchBox, Stats};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::session::use_names;

/// The tools of the list.
#[component]
pub fn Tools(
    /// What is in force.
    #[prop(into)]
    filter: Signal<Filter>,
    /// How many cases it finds.
    found: Signal<usize>,
    /// Another is to be in force.
    on_change: Callback<Filter>,
) -> impl IntoView {
    let words = use_words();
    let figures = use_figures();
    let open = RwSignal::new(false);
    let conditions = Memo::new(move |_| filter.with(Filter::conditions));
    let typed = move |text: String| {
        on_change.run(Filter {
            text,
            ..filter.get_untracked()
        });
    };
    let label = move || match conditions.get() {
        0 => words.filter().to_owned(),
        count => words.filter_with(&count),
    };
    view! {
        <div class="workbench__tools">
            <div class="field__row">
                <SearchBox
                    id="case-search"
                    label=words.search_cases()
                    placeholder=words.search_cases_hint()
                    value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
                    on_input=typed
                    key_hint=true
                />
                <button
                    class="icon-button icon-button--filled"
                    type="button"
                    aria-label=label
                    aria-pressed=move || on_off(conditions.get())
                    on:click=move |_| open.set(true)
                >
                    <Icon of=Glyph::Filter />
                    {move || {
                        (conditions.get() > 0)
                            .then(|| {
                                view! {
                                    <span class="icon-button__count" aria-hidden="true">
                                        {conditions.get()}
                                    </span>
                                }
                            })
                    }}
                </button>
            </div>
            <div class="workbench__figures">
                <Stats figures counting=use_core().is_listing() />
            </div>
            <InForce filter on_change />
            <p class="visually-hidden" role="status">
                {move || words.list_of(found.get())}
            </p>
        </div>
        <FilterSheet filter found open on_change />
    }
}

/// For `aria-pressed`.
const fn on_off(count: usize) -> &'static str {
    if count > 0 { "true" } else { "false" }
}

/// The conditions in force.
#[component]
fn InForce(filter: Signal<Filter>, on_change: Callback<Filter>) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let chip = move |text: String, without: Filter| {
        view! {
            <button
                class="chip chip--removable"
                type="button"
                aria-label=words.without(&text)
                on:click=move |_| on_change.run(without.clone())
            >
                {text.clone()}
                <Icon of=Glyph::X size=IconSize::Small />
            </button>
        }
    };

    move || {
        let names = names.get();
        let now = filter.get();
        let mut chips = Vec::new();
        if let Some(stage) = now.stage {
            chips.push(chip(
                words.stage(stage).to_owned(),
                Filter {
                    stage: None,
                    ..now.clone()
                },
            ));
        }
        if let Some(domain) = now.domain {
            chips.push(chip(
                words.domain(domain).to_owned(),
                Filter {
                    domain: None,
                    ..now.clone()
                },
            ));
        }
        if let Some(id) = &now.category {
            chips.push(chip(
                names.category(id),
                Filter {
                    category: None,
                    ..now.clone()
                },
            ));
        }
        if let Some(id) = &now.community {
            chips.push(chip(
                names.community(id),
                Filter {
                    community: None,
                    ..now.clone()
                },
            ));
        }
        let whose = match now.whose {
            Whose::All => None,
            Whose::Awaiting => Some(words.awaiting_me()),
            Whose::Mine => Some(words.mine()),
            Whose::Department => Some(words.my_department()),
        };
        if let Some(text) = whose {
            chips.push(chip(
                text.to_owned(),
                Filter {
                    whose: Whose::All,
                    ..now.clone()
                },
            ));
        }
        let clock = now.clock.map(|clock| match clock {
            Clock::Overdue => words.overdue_only(),
            Clock::Today => words.due_today_only(),
        });
        if let Some(text) = clock {
            chips.push(chip(
                text.to_owned(),
                Filter {
                    clock: None,
                    ..now.clone()
                },
            ));
        }
        (!chips.is_empty()).then(|| {
            view! {
                <div class="filter-row" role="group" aria-label=words.filter()>
                    {chips}
                </div>
            }
        })
    }
}
