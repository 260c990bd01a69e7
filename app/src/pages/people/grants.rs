//! Other roles for somebody: what they have, one that is added, and what becomes of what they did before.

use gridloop_shared::model::Grant;
use gridloop_shared::sync::Regrant;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Chosen;
use super::new_grant::{Draft, NewGrant};
use crate::components::{
    Button, Confirm, Dialog, Glyph, IconButton, Mood, Notice, Weight, use_toasts,
};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::session::use_names;

/// The sheet, while somebody is chosen.
#[component]
pub fn GrantsSheet(
    /// Whose roles are being changed.
    chosen: Chosen,
    /// They are others now.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let names = use_names();
    let toasts = use_toasts();
    let grants = RwSignal::new(Vec::<Grant>::new());
    let draft = RwSignal::new(Draft::None);
    let ends_all = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let own = chosen.with(|person| person.as_ref().map(|person| person.grants.clone()));
        grants.set(own.unwrap_or_default());
        error.set(None);
    });
    Effect::new(move |_| {
        draft.track();
        error.set(None);
    });
    let title = move || {
        chosen.with(|person| {
            let name = person.as_ref().map_or("", |person| person.name.as_str());
            words.change_roles_of(&name)
        })
    };
    let save = move |()| {
        ends_all.set(false);
        let Some(person) = chosen.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        let asked = Regrant {
            person: person.person.clone(),
            grants: grants.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = core.regrant(&asked).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = chosen.try_set(None);
                    toasts.say(words.roles_saved());
                    on_saved.run(());
                }
                Err(problem) => {
                    let _ = error.try_set(Some(words.office_problem(problem).to_owned()));
                }
            }
        });
    };
    // Nobody gets a role by an oversight, nor is left without one.
    let check = move |()| {
        if draft.get_untracked() != Draft::None {
            return error.set(Some(words.role_not_added().to_owned()));
        }
        let had = chosen.with_untracked(|person| {
            let person = person.as_ref();
            person.is_some_and(|person| !person.grants.is_empty())
        });
        if had && grants.with_untracked(Vec::is_empty) {
            ends_all.set(true);
        } else {
            save(());
        }
    };
    let list = move || {
        let names = names.get();
        let all = grants.get();
        let one = |(at, grant): (usize, Grant)| {
            let role = names.grant(&grant);
            view! {
                <li class="settings__row">
                    <span class="settings__name">{role.clone()}</span>
                    <IconButton
                        label=words.remove_role(&role)
                        icon=Glyph::X
                        on_press=move |()| {
                            grants
                                .update(|grants| {
                                    grants.remove(at);
                                })
                        }
                    />
                </li>
            }
        };
        if all.is_empty() {
            return view! { <p>{words.no_roles()}</p> }.into_any();
        }
        let all = all.into_iter().enumerate().map(one).collect_view();
        view! { <ul class="settings__list">{all}</ul> }.into_any()
    };
    view! {
        <Dialog
            id="grants-title"
            title=Signal::derive(title)
            open=Signal::derive(move || chosen.with(Option::is_some))
            on_close=move |()| chosen.set(None)
        >
            <div class="dialog__body stack">
                {list}
                <NewGrant draft on_add=move |grant| grants.update(|grants| grants.push(grant)) />
                <p class="field__hint">{words.change_roles_hint()}</p>
                {move || error.get().map(|text| view! { <Notice mood=Mood::Error title=text /> })}
            </div>
            <div class="dialog__acts">
                <Button
                    label=words.save()
                    weight=Weight::Primary
                    large=true
                    busy=busy
                    on_press=check
                />
            </div>
        </Dialog>
        <Confirm
            id="ends-all-title"
            title=words.ends_all()
            text=Signal::stored(words.ends_all_text().to_owned())
            act=Signal::stored(words.ends_all_save().to_owned())
            open=ends_all
            on_act=save
        />
    }
}
