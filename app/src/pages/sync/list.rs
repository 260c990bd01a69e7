//! The list of what waits, and what can be done about all of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::again::SignInAgain;
use super::aside::AsideItem;
use super::item::SyncItem;
use crate::components::{Button, Empty, Glyph, Weight, use_toasts};
use crate::core::{SyncLine, Trouble, Waiting, use_core};
use crate::i18n::use_words;
use crate::pages::frame::UpdateButton;

/// Every act that is not on the server.
#[component]
pub fn SyncList(
    /// The list is left for a page.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let waiting = use_core().waiting();
    let empty = Memo::new(move |_| waiting.with(|waiting| waiting.is_empty()));
    let item = move |item: Waiting| {
        if item.state.is_set_aside() {
            view! { <AsideItem item on_leave /> }.into_any()
        } else {
            view! { <SyncItem item on_leave /> }.into_any()
        }
    };
    move || {
        if empty.get() {
            view! {
                <Empty
                    icon=Glyph::CloudCheck
                    title=words.nothing_waits()
                    text=words.nothing_waits_text()
                />
            }
            .into_any()
        } else {
            view! {
                <ul class="sync-list">
                    <For each=move || waiting.get().to_vec() key=key children=item />
                </ul>
            }
            .into_any()
        }
    }
}

/// What makes an item the same item. One that was not taken stays, with whatever is asked of it, while photos go.
fn key(item: &Waiting) -> String {
    let photos = (!item.state.is_set_aside()).then_some(&item.photos);
    format!("{} {:?} {photos:?}", item.act.id, item.state)
}

/// Send now, save as a file.
#[component]
pub fn SyncActs() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let line = core.sync_line();
    let some = Memo::new(move |_| {
        let unreadable = core.storage().with(|storage| storage.unreadable > 0);
        unreadable || core.waiting().with(|waiting| !waiting.is_empty())
    });
    let ended = Memo::new(move |_| matches!(line.get(), SyncLine::SignedOutOnServer { .. }));
    let too_old = Memo::new(move |_| {
        let kind = Trouble::TooOld;
        matches!(line.get(), SyncLine::ServerTrouble { kind: it, .. } if it == kind)
    });
    // What was not taken does not go by trying.
    let tries = Memo::new(move |_| match line.get() {
        SyncLine::AllSent => false,
        SyncLine::NotAccepted(_) => core
            .waiting()
            .with(|all| all.iter().any(|item| !item.state.is_set_aside())),
        _ => true,
    });
    let send = move |()| {
        core.sync_now();
        toasts.say(words.trying());
    };
    let export = move |()| {
        spawn_local(async move {
            if let Err(problem) = core.export_unsent().await {
                toasts.say(words.storage_problem(&problem));
            }
        });
    };
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Button
                            label=words.export_unsent()
                            icon=Glyph::Download
                            weight=Weight::Quiet
                            on_press=export
                        />
                    }
                })
        }}
        {move || ended.get().then(|| view! { <SignInAgain /> })}
        {move || too_old.get().then(|| view! { <UpdateButton /> })}
        {move || {
            (tries.get() && !ended.get() && !too_old.get())
                .then(|| {
                    view! {
                        <Button
                            label=words.try_now()
                            icon=Glyph::Refresh
                            weight=Weight::Secondary
                            on_press=send
                        />
                    }
                })
        }}
    }
}
