//! Signing in again where the server has ended the session: work went on meanwhile, and is sent afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Button, Dialog, Line, Need, Weight, use_toasts};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::session::use_me;
use crate::pages::sign_in::sentence;

/// The button and its sheet.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    // The server's cookie tells who it is, and not by which name they sign in.
    let known = use_me().session().user.clone();
    let is_known = !known.is_empty();
    let user = RwSignal::new(known);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let password = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let nobody = RwSignal::new(None::<String>);
    let send = move |()| {
        let (name, secret) = (user.get_untracked(), password.get_untracked());
        let lacks_name = name.trim().is_empty();
        nobody.set(lacks_name.then(|| words.user_missing().to_owned()));
        let missing = secret
            .is_empty()
            .then(|| words.password_missing().to_owned());
        if lacks_name || missing.is_some() {
            error.set(missing);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = core.sign_in(name, secret).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = password.try_set(String::new());
                    let _ = open.try_set(false);
                    toasts.say(words.trying());
                }
                Err(problem) => {
                    let _ = error.try_set(Some(sentence(words, &problem, 0)));
                }
            }
        });
    };
    let send = Callback::new(send);
    view! {
        <Button
            label=words.sign_in_again()
            weight=Weight::Primary
            on_press=move |()| open.set(true)
        />
        <Dialog
            id="again-title"
            title=words.sign_in_again()
            open=open
            on_close=move |()| open.set(false)
        >
            <form
                class="dialog__form"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    send.run(());
                }
            >
                <div class="dialog__body">
                    {(!is_known)
                        .then(|| {
                            view! {
                                <Line
                                    id="again-user"
                                    label=words.user()
                                    autocomplete="username"
                                    need=Need::Required
                                    value=user
                                    error=nobody
                                    on_input=move |text| user.set(text)
                                />
                            }
                        })}
                    <Line
                        id="again-password"
                        label=words.password()
                        kind="password"
                        autocomplete="current-password"
                        need=Need::Required
                        value=password
                        error=error
                        on_input=move |text| password.set(text)
                    />
                </div>
                <div class="dialog__acts">
                    <Button
                        label=words.sign_in()
                        weight=Weight::Primary
                        large=true
                        busy=busy
                        submit=true
                    />
                </div>
            </form>
        </Dialog>
    }
}
