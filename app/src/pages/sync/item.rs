//! One act that is not on the server: what, why, and what to do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::describe::describe;
use crate::components::{Button, Mark, ReceiptMark, Weight, use_toasts};
use crate::core::{Fallen, PhotoReceipt, SyncLine, Waiting, WaitingState, use_core};
use crate::i18n::{Words, use_words};
use crate::pages::session::use_names;

/// An act.
#[component]
pub fn SyncItem(
    /// The act.
    item: Waiting,
    /// The list is left for a page.
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let names = use_names();
    let set_aside = item.state.is_set_aside();
    let class = if set_aside {
        "sync-list__item sync-list__item--refused"
    } else {
        "sync-list__item"
    };
    let href = format!("/cases/{}", item.act.case);
    let id = item.act.id;
    let code = match item.state {
        WaitingState::Held(code) | WaitingState::Refused(code) => Some(code.as_str()),
        _ => None,
    };
    let line = core.sync_line();
    let command = item.act.command.clone();
    let said = item.reason.clone().filter(|said| !said.is_empty());
    let why = move || why(words, &item, line.get());
    let put_away = move |()| {
        spawn_local(async move {
            match core.put_away(id).await {
                Ok(()) => toasts.say(words.put_away_done()),
                Err(problem) => toasts.say(words.storage_problem(&problem)),
            }
        });
    };
    view! {
        <li class=class>
            <a class="sync-list__what" href=href on:click=move |_| on_leave.run(())>
                {move || describe(words, &names.get(), &command)}
            </a>
            <p class="sync-list__why">{why}</p>
            {said.map(|said| view! { <blockquote class="sync-list__said">{said}</blockquote> })}
            {code.map(|code| view! { <p class="notice__code">{words.code_is(&code)}</p> })}
            {if set_aside {
                view! {
                    <div class="button-row">
                        <Button label=words.put_away() weight=Weight::Quiet on_press=put_away />
                    </div>
                }
                    .into_any()
            } else {
                view! { <ReceiptMark mark=Mark::Local /> }.into_any()
            }}
        </li>
    }
}

fn why(words: Words, item: &Waiting, line: SyncLine) -> String {
    let reason = match item.state {
        WaitingState::Queued | WaitingState::Sending | WaitingState::PhotosOnly
            if matches!(line, SyncLine::SignedOutOnServer { .. }) =>
        {
            words.why_signed_out()
        }
        WaitingState::Queued => match line {
            SyncLine::ServerTrouble { kind, .. } => words.trouble(kind),
            _ => words.why_queued(),
        },
        WaitingState::Sending => words.why_sending(),
        WaitingState::Stuck(trouble) => words.trouble(trouble),
        WaitingState::Held(_) => words.why_held(),
        WaitingState::Refused(code) => words.code(code),
        WaitingState::Fallen(Fallen::CaseGone) => words.why_case_gone(),
        WaitingState::Fallen(_) => words.why_not_now(),
        WaitingState::PhotosOnly => words.why_photos(),
    };
    let unsent = item
        .photos
        .iter()
        .filter(|photo| matches!(photo.receipt, PhotoReceipt::OnThisPhone { .. }))
        .count();
    let mut parts = Vec::new();
    if unsent > 0 {
        parts.push(words.photos_waiting(unsent));
    }
    parts.push(reason.to_owned());
    parts.join(" ")
}
