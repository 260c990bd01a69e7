//! The bar at the bottom of a phone, the rail at the left of a desk.

use gridloop_shared::policy::Office;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::{Glyph, Icon};
use crate::core::use_core;
use crate::format::number;
use crate::i18n::{Words, use_words};
use crate::pages::session::use_me;
use crate::pages::todo::awaits;

/// The ways between the pages of the first level.
#[component]
pub fn Nav() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let rows = use_core().rows();
    let to_do = Memo::new(move |_| {
        me.with(|principal| {
            rows.with(|rows| {
                rows.iter()
                    .filter(|item| awaits(principal, &item.row))
                    .count()
            })
        })
    });
    let held = use_core().held_count();
    let to_do = move || count(words, to_do.get(), Words::to_do_count);
    let held = move || count(words, held.get(), Words::held_count);
    view! {
        <nav class="app-nav" aria-label=words.main_navigation()>
            <p class="app-nav__brand">
                <Icon of=Glyph::Brand />
                {words.brand()}
            </p>
            <Item href="/" icon=Glyph::Home label=words.today() />
            <Item href="/cases" icon=Glyph::List label=words.cases()>
                {to_do}
            </Item>
            {me.may_report()
                .then(|| {
                    view! {
                        <a
                            class="app-nav__item app-nav__item--report"
                            href="/report"
                            aria-current=current("/report")
                        >
                            <span class="app-nav__disc">
                                <Icon of=Glyph::Plus />
                            </span>
                            <span class="app-nav__label">{words.report()}</span>
                        </a>
                    }
                })}
            {me.holds(Office::Rule)
                .then(|| {
                    view! {
                        <Item href="/held" icon=Glyph::Scale label=words.held()>
                            {held}
                        </Item>
                    }
                })}
            {me.holds(Office::ManagePeople)
                .then(|| {
                    view! { <Item href="/people" icon=Glyph::Users label=words.people_short() /> }
                })}
            <Item href="/me" icon=Glyph::User label=words.me() />
        </nav>
    }
}

#[component]
fn Item(
    href: &'static str,
    icon: Glyph,
    label: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <a class="app-nav__item" href=href aria-current=current(href)>
            <Icon of=icon />
            <span class="app-nav__label">{label}</span>
            {children.map(|children| children())}
        </a>
    }
}

/// A number on an item, if there is one, with what it counts for the ear.
fn count(words: Words, n: usize, said: fn(Words, usize) -> String) -> Option<AnyView> {
    (n > 0).then(|| {
        let shown = if n > 99 { "99+".to_owned() } else { number(n) };
        view! {
            <span class="app-nav__count">
                <span aria-hidden="true">{shown}</span>
                <span class="visually-hidden">{said(words, n)}</span>
            </span>
        }
        .into_any()
    })
}

/// `page` while the page or one below it is open.
fn current(href: &'static str) -> impl Fn() -> Option<&'static str> + Clone {
    let path = use_location().pathname;
    move || {
        let here = path.with(|path| match path.strip_prefix(href) {
            Some("") => true,
            Some(rest) => href != "/" && rest.starts_with('/'),
            None => false,
        });
        here.then_some("page")
    }
}
