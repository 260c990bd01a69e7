//! Me, and this device.

mod account;
mod device;
mod display;
mod import;
mod log;

use leptos::prelude::*;

use super::frame::open_page;
use super::session::{use_me, use_names};
use crate::i18n::use_words;
use account::Account;
use device::ThisDevice;
use display::Display;

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let names = use_names();
    open_page(words.me(), None);
    let session = me.session();
    let roles = {
        let session = session.clone();
        move || {
            let names = names.get();
            if session.principal.grants.is_empty() {
                return view! { <p class="person__role">{words.no_role_now()}</p> }.into_any();
            }
            session
                .principal
                .grants
                .iter()
                .map(|grant| view! { <p class="person__role">{names.grant(grant)}</p> })
                .collect_view()
                .into_any()
        }
    };
    view! {
        <div class="page">
            <div class="page__body">
                <section class="section" aria-label=words.roles()>
                    <h2 class="case-head__title">{session.name.clone()}</h2>
                    {roles}
                </section>
                <Display />
                <ThisDevice />
                <Account />
            </div>
        </div>
    }
}
