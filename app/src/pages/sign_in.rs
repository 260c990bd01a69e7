//! Signing in: needs the network this once. What was typed stays, whatever the answer.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Button, Glyph, Icon, Line, Mood, Need, Notice, Weight};
use crate::core::{SignInProblem, Trouble, use_core};
use crate::format::span;
use crate::i18n::{Locale, Words, use_words};
use crate::preferences::use_preferences;

/// The sign-in page.
#[component]
pub fn SignIn(
    /// Who was signed in last.
    last_user: String,
    /// Why one has to sign in.
    #[prop(optional)]
    notice: Option<&'static str>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    document().set_title(words.brand());
    let user = RwSignal::new(last_user);
    let password = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<SignInProblem>);
    let wait = RwSignal::new(0_u64);
    let cleared = core.storage().with_untracked(|it| it.was_cleared);
    let lacks = move |text: RwSignal<String>, sentence: &'static str| {
        Signal::derive(move || {
            (tried.get() && text.with(|text| text.trim().is_empty())).then(|| sentence.to_owned())
        })
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (name, secret) = (user.get_untracked(), password.get_untracked());
        if name.trim().is_empty() || secret.is_empty() {
            focus(if name.trim().is_empty() {
                "user"
            } else {
                "password"
            });
            return;
        }
        if busy.get_untracked() || wait.get_untracked() > 0 {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = core.sign_in(name.trim().to_owned(), secret).await;
            let _ = busy.try_set(false);
            if let Err(why) = answer {
                if let SignInProblem::TooManyTries { after_s } = why {
                    count_down(wait, after_s);
                }
                let _ = problem.try_set(Some(why));
            }
        });
    };
    let said = move || {
        let problem = problem.get()?;
        let waited = matches!(problem, SignInProblem::TooManyTries { .. })
            && Memo::new(move |_| wait.get() == 0).get();
        if waited {
            return Some(view! { <Notice mood=Mood::Info title=words.try_again_now() /> });
        }
        let text = Signal::derive(move || sentence(words, &problem, wait.get()));
        Some(view! { <Notice mood=Mood::Error title=text /> })
    };
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in__mark">
                <Icon of=Glyph::Brand />
            </div>
            <h1 class="sign-in__title">{words.brand()}</h1>
            <p class="sign-in__place">{words.what_this_is()}</p>
            <form class="sign-in__form" on:submit=send novalidate=true>
                {notice.map(|text| view! { <Notice mood=Mood::Warn title=text /> })}
                {cleared
                    .then(|| {
                        view! {
                            <Notice
                                mood=Mood::Warn
                                title=words.storage_cleared()
                                text=words.storage_cleared_text()
                            />
                        }
                    })}
                {said}
                <Line
                    id="user"
                    label=words.user()
                    value=user
                    need=Need::Required
                    autocomplete="username"
                    error=lacks(user, words.user_missing())
                    on_input=move |text| user.set(text)
                />
                <Line
                    id="password"
                    label=words.password()
                    kind="password"
                    value=password
                    need=Need::Required
                    autocomplete="current-password"
                    error=lacks(password, words.password_missing())
                    on_input=move |text| password.set(text)
                />
                <Button
                    label=Signal::derive(move || {
                        if busy.get() { words.signing_in() } else { words.sign_in() }.to_owned()
                    })
                    weight=Weight::Primary
                    large=true
                    submit=true
                    busy=busy
                />
            </form>
            <p class="sign-in__foot">{words.first_needs_network_foot()}</p>
            <OtherLanguage />
        </main>
    }
}

/// Whoever cannot read this page finds their own here.
#[component]
fn OtherLanguage() -> impl IntoView {
    let locale = use_preferences().locale;
    let other = match locale.get_untracked() {
        Locale::Zh => Locale::En,
        Locale::En => Locale::Zh,
    };
    view! {
        <div class="sign-in__language" lang=other.tag()>
            <Button label=other.name().to_owned() weight=Weight::Quiet on_press=move |()| locale.set(other) />
        </div>
    }
}

/// Why nobody was signed in, and what to do.
pub fn sentence(words: Words, problem: &SignInProblem, wait: u64) -> String {
    match problem {
        SignInProblem::WrongPassword => words.wrong_password().to_owned(),
        SignInProblem::TooManyTries { after_s } => {
            words.too_many_tries(&left(words, if wait > 0 { wait } else { *after_s }))
        }
        SignInProblem::DeviceRevoked => words.device_revoked().to_owned(),
        SignInProblem::Server(Trouble::NoNetwork) => words.first_needs_network().to_owned(),
        SignInProblem::Server(Trouble::Down) => words.sign_in_down().to_owned(),
        SignInProblem::Server(trouble) => words.trouble(*trouble).to_owned(),
        SignInProblem::Storage(problem) => words.storage_problem(problem).to_owned(),
    }
}

fn left(words: Words, seconds: u64) -> String {
    if seconds < 120 {
        words.seconds(usize::try_from(seconds).unwrap_or_default())
    } else {
        span(
            words,
            i64::try_from(seconds)
                .unwrap_or_default()
                .saturating_mul(1000),
        )
    }
}

fn count_down(wait: RwSignal<u64>, seconds: u64) {
    if wait.try_set(seconds).is_none() && seconds > 0 {
        set_timeout(
            move || count_down(wait, seconds.saturating_sub(1)),
            Duration::from_secs(1),
        );
    }
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
