//! What the device has to say: a new version, a clock that is off, a store that was cleared or is nearly full.

use leptos::prelude::*;

use crate::components::{Button, Mood, Notice};
use crate::core::use_core;
use crate::format::span;
use crate::i18n::use_words;

/// The notices of the device, if there are any.
#[component]
pub fn Notices() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let update = core.update_offered();
    let clock = core.clock_off();
    let storage = core.storage();
    let nearly_full = Memo::new(move |_| {
        storage.with(|storage| match (storage.usage, storage.quota) {
            (Some(used), Some(quota)) => quota > 0 && used > quota / 10 * 9,
            _ => false,
        })
    });
    let cleared = Memo::new(move |_| storage.with(|storage| storage.was_cleared));
    move || {
        let any = update.get() || clock.get().is_some() || nearly_full.get() || cleared.get();
        any.then(|| {
            view! {
                <div class="page__body stack">
                    {cleared.get().then(|| notice(words.storage_cleared(), words.storage_cleared_text()))}
                    {nearly_full.get().then(|| notice(words.storage_full(), words.storage_full_text()))}
                    {clock
                        .get()
                        .map(|off| {
                            let how = span(words, off);
                            let title = if off > 0 { words.clock_ahead(&how) } else { words.clock_behind(&how) };
                            notice(&title, words.clock_text())
                        })}
                    {update
                        .get()
                        .then(|| {
                            view! {
                                <Notice
                                    mood=Mood::Update
                                    title=words.update_ready()
                                    text=Signal::stored(words.update_text().to_owned())
                                >
                                    <Button
                                        label=words.update_now()
                                        on_press=move |()| core.apply_update()
                                    />
                                </Notice>
                            }
                        })}
                </div>
            }
        })
    }
}

fn notice(title: &str, text: &'static str) -> impl IntoView + use<> {
    let title = Signal::stored(title.to_owned());
    view! { <Notice mood=Mood::Warn title text=Signal::stored(text.to_owned()) /> }
}
