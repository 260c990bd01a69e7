//! Who comes in: nobody yet, somebody, or a browser that keeps nothing.

use leptos::prelude::*;

use super::blocked::Blocked;
use super::frame::Frame;
use super::revoked::{HandingOver, LockedPage};
use super::session::provide_me;
use super::sign_in::SignIn;
use crate::core::{SessionState, use_core};

/// The first page for whoever uses this phone.
#[component]
pub fn Gate() -> impl IntoView {
    let session = use_core().session();
    let state = Memo::new(move |_| session.get());
    Effect::new(move |_| {
        if state.with(|state| *state != SessionState::Loading) {
            remove_start_up();
        }
    });
    move || match state.get() {
        // The start-up screen of index.html still stands.
        SessionState::Loading => ().into_any(),
        SessionState::SignedOut { last_user } => {
            view! { <SignIn last_user=last_user.unwrap_or_default() /> }.into_any()
        }
        SessionState::SignedIn(session) => {
            provide_me(&session);
            view! { <Frame /> }.into_any()
        }
        SessionState::HandingOver { last_user } => {
            view! { <HandingOver last_user=last_user.unwrap_or_default() /> }.into_any()
        }
        SessionState::Locked(over) => view! { <LockedPage over /> }.into_any(),
        SessionState::Blocked(problem) => view! { <Blocked problem /> }.into_any(),
    }
}

fn remove_start_up() {
    if let Some(screen) = document().get_element_by_id("start-up") {
        screen.remove();
    }
}
