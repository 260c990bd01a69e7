//! What the device has to say: a new version, a clock that is off, a store that was cleared, cannot be read or is nearly full.

use leptos::prelude::*;

use crate::components::{Button, Mood, Notice, use_toasts};
use crate::core::{Space, SyncLine, Trouble, use_core};
use crate::format::span;
use crate::i18n::use_words;

/// The notices of the device, if there are any.
#[component]
pub fn Notices() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let clock = core.clock_off();
    let storage = core.storage();
    let line = core.sync_line();
    let update = core.update_offered();
    let too_old = Memo::new(move |_| {
        let kind = Trouble::TooOld;
        matches!(line.get(), SyncLine::ServerTrouble { kind: it, .. } if it == kind)
    });
    let said = Memo::new(move |_| {
        storage.with(|it| (it.space(), it.was_cleared, it.unreadable, it.skipped))
    });
    move || {
        let (space, cleared, unreadable, skipped) = said.get();
        let mut notices = Vec::new();
        if too_old.get() {
            let (title, text) = (words.update_must(), words.update_must_text());
            notices.push(view! { <Update title text /> }.into_any());
        } else if skipped {
            let (title, text) = (words.update_missing(), words.update_missing_text());
            notices.push(view! { <Update title text /> }.into_any());
        } else if update.get() {
            let (title, text) = (words.update_ready(), words.update_text());
            notices.push(view! { <Update title text /> }.into_any());
        }
        if cleared {
            let title = words.storage_cleared();
            notices.push(notice(Mood::Warn, title, words.storage_cleared_text()));
        }
        if unreadable > 0 {
            let title = words.unreadable_records(unreadable);
            notices.push(notice(Mood::Warn, &title, words.unreadable_records_text()));
        }
        match space {
            Space::Out => {
                let title = words.storage_full();
                notices.push(notice(Mood::Warn, title, words.storage_full_text()));
            }
            Space::Low => {
                let title = words.storage_low();
                notices.push(notice(Mood::Info, title, words.storage_low_text()));
            }
            Space::Enough => {}
        }
        if let Some(off) = clock.get() {
            let how = span(words, off);
            let title = if off > 0 {
                words.clock_ahead(&how)
            } else {
                words.clock_behind(&how)
            };
            notices.push(notice(Mood::Warn, &title, words.clock_text()));
        }
        (!notices.is_empty()).then(|| view! { <div class="page__body stack">{notices}</div> })
    }
}

/// Said where photos are taken, when they may not fit any more.
#[component]
pub fn SpaceOut() -> impl IntoView {
    let words = use_words();
    let storage = use_core().storage();
    let out = Memo::new(move |_| storage.with(|it| it.space() == Space::Out));
    move || {
        let title = words.storage_full();
        out.get()
            .then(|| notice(Mood::Warn, title, words.storage_full_text()))
    }
}

/// A newer version is wanted, and perhaps lies ready.
#[component]
fn Update(title: &'static str, text: &'static str) -> impl IntoView {
    let text = Signal::stored(text.to_owned());
    view! {
        <Notice mood=Mood::Update title text>
            <UpdateButton />
        </Notice>
    }
}

/// Takes the newer version, or looks for it.
#[component]
pub fn UpdateButton() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let ready = core.update_offered();
    let press = move |()| {
        if ready.get_untracked() {
            core.apply_update();
        } else {
            toasts.say(words.looking_for_update());
            leptos::task::spawn_local(async move { core.look_for_update().await });
        }
    };
    let label = Signal::derive(move || {
        if ready.get() {
            words.update_now()
        } else {
            words.look_for_update()
        }
        .to_owned()
    });
    view! { <Button label on_press=press /> }
}

fn notice(mood: Mood, title: &str, text: &'static str) -> AnyView {
    let title = Signal::stored(title.to_owned());
    view! { <Notice mood title text=Signal::stored(text.to_owned()) /> }.into_any()
}
