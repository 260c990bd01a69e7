//! What this device keeps, and its part in talking to the server.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::import::Import;
use super::log::DeviceLog;
use crate::components::{Glyph, Icon};
use crate::core::{StorageReport, Tab, use_core};
use crate::format::{float, short_number, size};
use crate::i18n::{Words, use_words};
use crate::pages::session::use_me;

/// The device.
#[component]
pub fn ThisDevice() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let storage = core.storage();
    let update = core.update_offered();
    let may_go = Memo::new(move |_| storage.with(|it| it.persisted == Some(false)));
    // By which an administrator tells it from others.
    let number = short_number(use_me().session().principal.device);
    let waiting = Memo::new(move |_| {
        core.waiting().with(|waiting| {
            let aside = waiting.iter().filter(|item| item.state.is_set_aside());
            let aside = aside.count();
            (aside, waiting.len().saturating_sub(aside))
        })
    });
    view! {
        <section class="settings" aria-labelledby="device-title">
            <h2 class="settings__title" id="device-title">
                {words.this_device()}
                " "
                {number}
            </h2>
            <ul class="settings__list">
                <li>
                    <a class="settings__row" href="/me/delivery">
                        <Icon of=Glyph::CloudCheck />
                        <span class="settings__name">{words.sync_details()}</span>
                        <span class="settings__value">
                            {move || match waiting.get() {
                                (0, 0) => words.all_sent().to_owned(),
                                (0, unsent) => words.waiting(unsent),
                                (aside, 0) => words.not_accepted(aside),
                                (aside, unsent) => {
                                    let (aside, unsent) = (words.not_accepted(aside), words.waiting(unsent));
                                    format!("{aside} · {unsent}")
                                }
                            }}
                        </span>
                        <Icon of=Glyph::ChevronRight />
                    </a>
                </li>
                <li>
                    <div class="settings__row">
                        <Icon of=Glyph::PhoneDevice />
                        <span class="settings__name">
                            {words.storage()}
                            <span class="settings__hint">
                                {move || storage.with(|it| kept(words, it.persisted))}
                            </span>
                        </span>
                        <span class="settings__value">{move || storage.with(|it| used(words, it))}</span>
                    </div>
                </li>
                {move || {
                    may_go
                        .get()
                        .then(|| {
                            let ask = move |_| spawn_local(async move { core.ask_to_keep().await });
                            view! {
                                <li>
                                    <button class="settings__row" type="button" on:click=ask>
                                        <Icon of=Glyph::Lock />
                                        <span class="settings__name">
                                            {words.ask_to_keep()}
                                            <span class="settings__hint">{words.ask_to_keep_hint()}</span>
                                        </span>
                                    </button>
                                </li>
                            }
                        })
                }}
                <li>
                    <Import />
                </li>
                <li>
                    <div class="settings__row">
                        <Icon of=Glyph::Server />
                        <span class="settings__name">{words.tab()}</span>
                        <span class="settings__value">
                            {move || match storage.with(|it| it.this_tab) {
                                Tab::Leader => words.tab_leader(),
                                Tab::Follower => words.tab_follower(),
                            }}
                        </span>
                    </div>
                </li>
                <li>
                    {move || {
                        let version = env!("CARGO_PKG_VERSION");
                        if update.get() {
                            view! {
                                <button
                                    class="settings__row"
                                    type="button"
                                    on:click=move |_| core.apply_update()
                                >
                                    <Icon of=Glyph::Download />
                                    <span class="settings__name">{words.update_ready()}</span>
                                    <span class="settings__value">{words.update_now()}</span>
                                </button>
                            }
                                .into_any()
                        } else {
                            view! {
                                <div class="settings__row">
                                    <Icon of=Glyph::Info />
                                    <span class="settings__name">{words.version()}</span>
                                    <span class="settings__value">{version}</span>
                                </div>
                            }
                                .into_any()
                        }
                    }}
                </li>
            </ul>
            <DeviceLog />
        </section>
    }
}

const fn kept(words: Words, persisted: Option<bool>) -> &'static str {
    match persisted {
        Some(true) => words.storage_kept(),
        Some(false) => words.storage_not_kept(),
        None => words.storage_unknown(),
    }
}

fn used(words: Words, storage: &StorageReport) -> String {
    let bytes = |n: u64| size(float(i64::try_from(n).unwrap_or(i64::MAX)));
    match (storage.usage, storage.quota) {
        (Some(used), Some(quota)) => words.storage_used(&bytes(used), &bytes(quota)),
        (Some(used), None) => bytes(used),
        _ => String::new(),
    }
}
