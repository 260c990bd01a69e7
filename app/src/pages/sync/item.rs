//! One act on its way to the server: what, and why it is not there.

use gridloop_shared::command::Command;
use leptos::prelude::*;

use super::describe::describe;
use super::of_case::OfCase;
use crate::components::{Mark, ReceiptMark};
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
    let names = use_names();
    let case = item.act.case;
    let reports = matches!(item.act.command, Command::Report(_));
    let href = format!("/cases/{case}");
    let line = core.sync_line();
    let command = item.act.command.clone();
    let why = move || why(words, &item, line.get());
    view! {
        <li class="sync-list__item">
            <a class="sync-list__what" href=href on:click=move |_| on_leave.run(())>
                {move || describe(words, &names.get(), &command)}
            </a>
            {(!reports).then(|| view! { <OfCase case /> })}
            <p class="sync-list__why">{why}</p>
            <ReceiptMark mark=Mark::Local />
        </li>
    }
}

/// Why an act is not on the server, and what comes of it.
pub fn why(words: Words, item: &Waiting, line: SyncLine) -> String {
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
        WaitingState::Held(code) => words.explained(code).unwrap_or(words.why_held()),
        WaitingState::Refused(code) => words.code(code),
        WaitingState::Fallen(fallen) => match fallen {
            Fallen::CaseGone => words.why_case_gone(),
            Fallen::NotNow => words.why_not_now(),
            Fallen::NotYours => words.why_not_yours(),
            Fallen::Invalid => words.why_invalid(),
            Fallen::NotHere => words.why_not_here(),
        },
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
