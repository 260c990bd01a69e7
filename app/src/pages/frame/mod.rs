//! The frame around every page: bar, navigation, line of sync, notices, and the routes.

mod head;
mod nav;
mod notices;
mod strip;
mod top_bar;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

pub use head::{Head, came_from, open_page};
pub use notices::{SpaceOut, UpdateButton};

use super::case::CasePage;
use super::cases::{Bench, NoCase};
use super::held::HeldPage;
use super::home::Home;
use super::me::MePage;
use super::people::PeoplePage;
use super::report::ReportPage;
use super::sync::SyncPage;
use crate::components::{Empty, Glyph, Toasts};
use crate::i18n::use_words;
use nav::Nav;
use notices::Notices;
use strip::Strip;
use top_bar::TopBar;

/// The app for whoever is signed in.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <Router>
            <Body />
        </Router>
    }
}

#[component]
fn Body() -> impl IntoView {
    let words = use_words();
    let path = use_location().pathname;
    head::provide_head();
    let focused = move || path.with(|path| path == "/report" || path.starts_with("/cases/"));
    let main = move || {
        path.with(|path| match path.strip_prefix("/cases") {
            Some("" | "/") => "shell__main workbench",
            Some(_) => "shell__main workbench workbench--detail",
            None => "shell__main",
        })
    };
    view! {
        <div class=move || if focused() { "shell shell--focused" } else { "shell" }>
            <a class="skip-link" href="#main" rel="external">
                {words.skip()}
            </a>
            <TopBar />
            <Nav />
            <Strip />
            <main class=main id="main" tabindex="-1">
                <Routes fallback=Lost>
                    <Route path=path!("/") view=|| view! { <Notices /><Home /> } />
                    <ParentRoute path=path!("/cases") view=Bench>
                        <Route path=path!("") view=NoCase />
                        <Route path=path!(":id") view=CasePage />
                    </ParentRoute>
                    <Route path=path!("/report") view=ReportPage />
                    <Route path=path!("/held") view=HeldPage />
                    <Route path=path!("/people") view=PeoplePage />
                    <ParentRoute path=path!("/me") view=Outlet>
                        <Route path=path!("") view=MePage />
                        <Route path=path!("delivery") view=SyncPage />
                    </ParentRoute>
                </Routes>
            </main>
            <Toasts />
        </div>
    }
}

/// An address that leads nowhere.
#[component]
fn Lost() -> impl IntoView {
    let words = use_words();
    open_page(words.not_found(), None);
    view! {
        <Empty icon=Glyph::MapPin title=words.not_found() text=words.not_found_text()>
            <a class="button button--secondary" href="/">
                {words.to_today()}
            </a>
        </Empty>
    }
}
