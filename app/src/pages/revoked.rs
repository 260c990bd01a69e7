//! Said in place of the app on a device that was revoked: first how far the handing over is, then that nothing is left here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::go_home;
use super::sign_in::SignIn;
use crate::components::{Button, Glyph, Icon, Progress, Weight};
use crate::core::{LastDelivery, SyncLine, use_core};
use crate::i18n::use_words;

/// What is handed over, and how far that is.
#[component]
pub fn HandingOver(
    /// Whose work it is.
    last_user: String,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    go_home();
    document().set_title(words.brand());
    let line = core.sync_line();
    let waiting = core.waiting();
    let left = Memo::new(move |_| {
        waiting.with(|all| {
            let unsent = all.iter().filter(|each| !each.state.is_set_aside());
            unsent.count()
        })
    });
    let most = Memo::new(move |before: Option<&usize>| left.get().max(*before.unwrap_or(&0)));
    let done = Memo::new(move |_| most.get().saturating_sub(left.get()));
    let ended = Memo::new(move |_| matches!(line.get(), SyncLine::SignedOutOnServer { .. }));
    let goes = Memo::new(move |_| match line.get() {
        SyncLine::Offline { .. } => words.hand_over_offline(),
        SyncLine::ServerTrouble { .. } => words.hand_over_trouble(),
        _ => words.hand_over_goes(),
    });
    move || {
        if ended.get() {
            let notice = words.hand_over_sign_in();
            return view! { <SignIn last_user=last_user.clone() notice=notice /> }.into_any();
        }
        view! {
            <Locked title=words.revoked_title()>
                <p>{words.revoked_hands_over()}</p>
                <Progress
                    label=words.handing_over()
                    most=most
                    done=done
                    text=Signal::derive(move || words.handed_over_of(&done.get(), &most.get()))
                />
                <p class="sign-in__place">{move || goes.get()}</p>
            </Locked>
        }
        .into_any()
    }
}

/// Nothing is left here.
#[component]
pub fn LockedPage(
    /// What became of what was.
    over: LastDelivery,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    go_home();
    document().set_title(words.brand());
    let acts = match over.acts {
        0 => words.handed_nothing().to_owned(),
        acts => words.handed_acts(acts),
    };
    let again = move |()| {
        spawn_local(async move {
            // A device that cannot write shows this page again.
            let _ = core.leave_locked().await;
        });
    };
    view! {
        <Locked title=words.revoked_title()>
            <p>{acts}</p>
            {(over.left > 0).then(|| view! { <p>{words.handed_left(over.left)}</p> })}
            <p>{words.locked_text()}</p>
            <p>{words.locked_what_to_do()}</p>
            <Button label=words.sign_in_again() weight=Weight::Secondary large=true on_press=again />
        </Locked>
    }
}

#[component]
fn Locked(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <main class="sign-in locked" id="main">
            <div class="sign-in__mark">
                <Icon of=Glyph::Lock />
            </div>
            <h1 class="sign-in__title">{title}</h1>
            <div class="locked__text stack">{children()}</div>
        </main>
    }
}
