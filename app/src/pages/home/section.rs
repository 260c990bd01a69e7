//! One list of the page of today: a few cards, and the way to all of them.

use leptos::prelude::*;

use crate::clock::use_now;
use crate::components::{CaseCard, Glyph, Icon, IconSize};
use crate::core::{Listed, use_core};
use crate::format::number;
use crate::i18n::use_words;
use crate::pages::lines::line;
use crate::pages::session::{use_me, use_names};

/// So many cards; the rest is in the list.
const MOST: usize = 8;

/// A section; left out while it is empty, unless it has a word for that.
#[component]
pub fn Section(
    /// The `id` of its title.
    id: &'static str,
    /// Its title.
    title: &'static str,
    /// Its cases.
    #[prop(into)]
    items: Signal<Vec<Listed>>,
    /// Where all of them are.
    #[prop(optional, into)]
    all: Option<&'static str>,
    /// What is said when there are none.
    #[prop(optional, into)]
    none: Option<&'static str>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let me = use_me();
    let names = use_names();
    let now = use_now();
    let card = move |item: Listed| {
        let line = line(words, &names.get(), core, me, &item, now.get_untracked());
        view! {
            <li>
                <CaseCard line now />
            </li>
        }
    };
    let body = move || {
        let items = items.get();
        if items.is_empty() {
            view! { <p class="home-section__none">{none}</p> }.into_any()
        } else {
            let cards = items.into_iter().take(MOST).map(card).collect_view();
            view! { <ul class="card-list">{cards}</ul> }.into_any()
        }
    };
    let count = Memo::new(move |_| items.with(Vec::len));
    view! {
        <Show when=move || { count.get() > 0 || none.is_some() }>
            <section class="home-section" aria-labelledby=id>
                <div class="home-section__head">
                    <h2 class="home-section__title" id=id>
                        {title}
                        " "
                        {move || {
                            (count.get() > 0)
                                .then(|| {
                                    view! {
                                        <span class="home-section__count">{number(count.get())}</span>
                                    }
                                })
                        }}
                    </h2>
                    {move || {
                        all.filter(|_| count.get() > MOST)
                            .map(|href| {
                                view! {
                                    <a class="home-section__all" href=href>
                                        {words.see_all()}
                                        <Icon of=Glyph::ChevronRight size=IconSize::Small />
                                    </a>
                                }
                            })
                    }}
                </div>
                {body}
            </section>
        </Show>
    }
}
