//! One question before a device is revoked for good.

use gridloop_shared::model::{DeviceId, Timestamp};
use gridloop_shared::sync::Revoke;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Confirm, use_toasts};
use crate::core::use_core;
use crate::format::short_number;
use crate::i18n::use_words;

/// A device that is to be revoked.
#[derive(Clone)]
pub struct ToRevoke {
    /// Whose.
    pub name: String,
    /// Which.
    pub device: DeviceId,
    /// Since when it may not be used, on the page.
    pub revoked: RwSignal<Option<Timestamp>>,
}

/// The device that is asked about.
pub type Revoking = RwSignal<Option<ToRevoke>>;

/// The question.
#[component]
pub fn RevokeQuestion(
    /// The device that is asked about.
    revoking: Revoking,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(revoking.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && revoking.with_untracked(Option::is_some) {
            revoking.set(None);
        }
    });
    let text = move || {
        revoking.with(|asked| {
            asked.as_ref().map_or_else(String::new, |asked| {
                words.revoke_text(&asked.name, &short_number(asked.device))
            })
        })
    };
    let revoke = move |()| {
        let Some(ToRevoke {
            device, revoked, ..
        }) = revoking.get_untracked()
        else {
            return;
        };
        revoking.set(None);
        spawn_local(async move {
            match core.revoke(&Revoke { device }).await {
                Ok(()) => {
                    let _ = revoked.try_set(Some(core.now()));
                    toasts.say(words.revoked_done());
                }
                Err(problem) => toasts.say(words.office_problem(problem)),
            }
        });
    };
    view! {
        <Confirm
            id="revoke-title"
            title=words.revoke_title()
            text=Signal::derive(text)
            act=words.revoke()
            open
            on_act=revoke
        />
    }
}
