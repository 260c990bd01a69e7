//! The bar at the bottom of a phone, the rail at the left of a desk.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::{Glyph, Icon};
use crate::core::use_core;
use crate::format::number;
use crate::i18n::use_words;
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
    let count = move || {
        let n = to_do.get();
        (n > 0).then(|| {
            let shown = if n > 99 { "99+".to_owned() } else { number(n) };
            view! {
                <span class="app-nav__count">
                    <span aria-hidden="true">{shown}</span>
                    <span class="visually-hidden">{words.to_do_count(n)}</span>
                </span>
            }
        })
    };
    view! {
        <nav class="app-nav" aria-label=words.main_navigation()>
            <p class="app-nav__brand">
                <Icon of=Glyph::Brand />
                {words.brand()}
            </p>
            <Item href="/" icon=Glyph::Home label=words.today() />
            <a
                class="app-nav__item"
                href="/cases"
                aria-current=current("/cases")
            >
                <Icon of=Glyph::List />
                <span class="app-nav__label">{words.cases()}</span>
                {count}
            </a>
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
            <Item href="/me" icon=Glyph::User label=words.me() />
        </nav>
    }
}

#[component]
fn Item(href: &'static str, icon: Glyph, label: &'static str) -> impl IntoView {
    view! {
        <a class="app-nav__item" href=href aria-current=current(href)>
            <Icon of=icon />
            <span class="app-nav__label">{label}</span>
        </a>
    }
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
