//! Somebody: what they may do, and on which devices.

use std::sync::Arc;

use gridloop_shared::sync::{DeviceState, PersonState};
use leptos::prelude::*;

use super::Chosen;
use super::revoke::{Revoking, ToRevoke};
use crate::clock::use_now;
use crate::components::{Button, Weight};
use crate::format::{exact, short_number};
use crate::i18n::use_words;
use crate::pages::session::{use_me, use_names};

/// A line that opens.
#[component]
pub fn PersonEntry(
    /// Who.
    person: Arc<PersonState>,
    /// Whose roles are being changed.
    chosen: Chosen,
    /// Which device is being revoked.
    revoking: Revoking,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let roles = {
        let person = person.clone();
        move || {
            let names = names.get();
            let roles: Vec<String> = person
                .grants
                .iter()
                .map(|grant| names.grant(grant))
                .collect();
            if roles.is_empty() {
                words.no_roles().to_owned()
            } else {
                roles.join("\n")
            }
        }
    };
    let devices = match person.devices.len() {
        0 => words.no_devices().to_owned(),
        count => words.devices_count(count),
    };
    let list = person
        .devices
        .iter()
        .cloned()
        .map(|device| view! { <OneDevice name=person.name.clone() device revoking /> })
        .collect_view();
    let change = {
        let person = person.clone();
        move |()| chosen.set(Some(person.clone()))
    };
    view! {
        <li>
            <details class="person-entry">
                <summary class="settings__row">
                    <span class="settings__name">
                        {person.name.clone()} <span class="settings__hint person-entry__roles">{roles}</span>
                    </span>
                    <span class="settings__value">{devices}</span>
                </summary>
                <ul class="person-entry__devices">{list}</ul>
                <div class="button-row">
                    <Button label=words.change_roles() on_press=change />
                </div>
            </details>
        </li>
    }
}

#[component]
fn OneDevice(name: String, device: DeviceState, revoking: Revoking) -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let now = use_now().get_untracked();
    let DeviceState {
        id,
        registered_at,
        revoked_at,
    } = device;
    let since = exact(words, registered_at, now);
    let revoked = RwSignal::new(revoked_at);
    let since = move || match revoked.get() {
        Some(at) => words.device_revoked_since(&exact(words, at, now)),
        None => words.device_since(&since),
    };
    let own = me.with(|principal| principal.device == id);
    let ask = move |()| {
        let name = name.clone();
        revoking.set(Some(ToRevoke {
            name,
            device: id,
            revoked,
        }));
    };
    let act = move || match (own, revoked.get()) {
        (true, _) => view! { <span class="settings__value">{words.this_one()}</span> }.into_any(),
        (false, Some(_)) => ().into_any(),
        (false, None) => {
            view! { <Button label=words.revoke() weight=Weight::Quiet on_press=ask.clone() /> }
                .into_any()
        }
    };
    view! {
        <li class="settings__row">
            <span class="settings__name">
                {words.on_device(&short_number(id))} <span class="settings__hint">{since}</span>
            </span>
            {act}
        </li>
    }
}
