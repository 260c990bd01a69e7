//! Signing out, with a word about what has not been sent.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Button, Confirm, Glyph, Icon, Weight, use_toasts};
use crate::core::{SignOutProblem, use_core};
use crate::i18n::use_words;
use crate::pages::session::go_home;

/// The account.
#[component]
pub fn Account() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let waiting = Memo::new(move |_| core.waiting().with(|waiting| waiting.len()));
    let unsent = RwSignal::new(0_usize);
    let ask = move |_| {
        unsent.set(waiting.get_untracked());
        open.set(true);
    };
    let leave = move |()| {
        let force = unsent.get_untracked() > 0;
        spawn_local(async move {
            match core.sign_out(force).await {
                // Whoever signs in next begins at the beginning.
                Ok(()) => go_home(),
                Err(SignOutProblem::UnsentWork(count)) => {
                    let _ = unsent.try_set(count.max(1));
                }
                Err(SignOutProblem::Storage(problem)) => {
                    toasts.say(words.storage_problem(&problem))
                }
            }
        });
    };
    let export = move |()| {
        spawn_local(async move {
            if let Err(problem) = core.export_unsent().await {
                toasts.say(words.storage_problem(&problem));
            }
        });
    };
    let text = move || match unsent.get() {
        0 => words.sign_out_ask().to_owned(),
        count => words.sign_out_unsent(count),
    };
    view! {
        <section class="settings" aria-labelledby="account-title">
            <h2 class="settings__title" id="account-title">
                {words.account()}
            </h2>
            <ul class="settings__list">
                <li>
                    <button class="settings__row settings__row--danger" type="button" on:click=ask>
                        <Icon of=Glyph::LogOut />
                        <span class="settings__name">{words.sign_out()}</span>
                    </button>
                </li>
            </ul>
        </section>
        <Confirm
            id="sign-out-title"
            title=words.sign_out_title()
            text=Signal::derive(text)
            act=Signal::derive(move || {
                if unsent.get() > 0 { words.sign_out_anyway() } else { words.sign_out() }.to_owned()
            })
            open
            on_act=leave
        >
            {move || {
                (unsent.get() > 0)
                    .then(|| {
                        view! {
                            <div class="button-row">
                                <Button
                                    label=words.export_unsent()
                                    icon=Glyph::Download
                                    weight=Weight::Secondary
                                    on_press=export
                                />
                            </div>
                        }
                    })
            }}
        </Confirm>
    }
}
