//! People and devices, for the administrator. Only the server knows who uses which device, so this needs the network.

mod entry;
mod grants;
mod new_grant;
mod revoke;

use std::sync::Arc;

use gridloop_shared::sync::PersonState;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::open_page;
use super::offline::Offline;
use crate::components::SearchBox;
use crate::core::{OfficeProblem, use_core};
use crate::i18n::use_words;
use entry::PersonEntry;
use grants::GrantsSheet;
use revoke::{RevokeQuestion, Revoking};

/// Somebody whose roles are being changed.
type Chosen = RwSignal<Option<Arc<PersonState>>>;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    open_page(words.people(), Some("/me"));
    let shown = RwSignal::new(None::<Result<Vec<Arc<PersonState>>, OfficeProblem>>);
    let query = RwSignal::new(String::new());
    let chosen: Chosen = RwSignal::new(None);
    let revoking: Revoking = RwSignal::new(None);
    let load = move |()| {
        spawn_local(async move {
            let answer = core.people().await;
            let answer = answer.map(|reply| reply.people.into_iter().map(Arc::new).collect());
            let _ = shown.try_set(Some(answer));
        });
    };
    load(());
    let list = move || match shown.get()? {
        Err(problem) => Some(view! { <Offline problem on_retry=load /> }.into_any()),
        Ok(people) => {
            let entries = move || {
                let query = query.get();
                let query = query.trim();
                let found: Vec<_> = people
                    .iter()
                    .filter(|each| each.name.contains(query))
                    .cloned()
                    .map(|person| view! { <PersonEntry person chosen revoking /> })
                    .collect();
                if found.is_empty() {
                    view! { <p class="choice-list__none">{words.nobody_found()}</p> }.into_any()
                } else {
                    view! { <ul class="settings__list">{found}</ul> }.into_any()
                }
            };
            Some(
                view! {
                    <SearchBox
                        id="people-search"
                        label=words.search_people()
                        placeholder=words.search_people()
                        value=query
                        on_input=move |text| query.set(text)
                    />
                    {entries}
                }
                .into_any(),
            )
        }
    };
    view! {
        <div class="page">
            <div class="page__body">{list}</div>
        </div>
        <GrantsSheet chosen on_saved=load />
        <RevokeQuestion revoking />
    }
}
