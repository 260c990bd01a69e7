//! What happened to this device, newest first.

use leptos::prelude::*;

use crate::clock::use_now;
use crate::core::use_core;
use crate::format::exact;
use crate::i18n::use_words;

/// The entries, if there are any.
#[component]
pub fn DeviceLog() -> impl IntoView {
    let words = use_words();
    let storage = use_core().storage();
    let now = use_now();
    let log = Memo::new(move |_| storage.with(|it| it.log.clone()));
    move || {
        let log = log.get();
        (!log.is_empty()).then(|| {
            let entries = log
                .iter()
                .rev()
                .map(|entry| {
                    let when = exact(words, entry.at, now.get_untracked());
                    view! {
                        <li class="settings__row">
                            <span class="settings__name">
                                {words.happened(entry.what)} <span class="settings__hint">{when}</span>
                            </span>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <h3 class="settings__title settings__title--later">{words.device_log()}</h3>
                <ul class="settings__list">{entries}</ul>
            }
        })
    }
}
