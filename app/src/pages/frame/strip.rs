//! The line of sync, and the sheet that says what waits and why.

use leptos::prelude::*;

use crate::components::{Dialog, StripMood, SyncStrip};
use crate::core::{SyncLine, Trouble, use_core};
use crate::i18n::{Words, use_words};
use crate::pages::sync::{SyncActs, SyncList};

/// The strip with its sheet.
#[component]
pub fn Strip() -> impl IntoView {
    let words = use_words();
    let line = use_core().sync_line();
    let open = RwSignal::new(false);
    view! {
        <SyncStrip
            mood=Signal::derive(move || mood(line.get()))
            text=Signal::derive(move || sentence(words, line.get()))
            open=open
            on_press=move |()| open.set(true)
        />
        <Dialog
            id="sync-title"
            title=words.sync_details()
            open=open
            on_close=move |()| open.set(false)
        >
            <div class="dialog__body" id="sync-panel">
                <SyncList on_leave=move |()| open.set(false) />
            </div>
            <div class="dialog__acts">
                <SyncActs />
            </div>
        </Dialog>
    }
}

const fn mood(line: SyncLine) -> StripMood {
    match line {
        SyncLine::NotAccepted(_) => StripMood::Refused,
        SyncLine::Offline { .. }
        | SyncLine::ServerTrouble { .. }
        | SyncLine::SignedOutOnServer { .. } => StripMood::Offline,
        SyncLine::Waiting(_) | SyncLine::Fetching { .. } => StripMood::Waiting,
        SyncLine::AllSent => StripMood::Sent,
    }
}

fn sentence(words: Words, line: SyncLine) -> String {
    match line {
        SyncLine::AllSent => words.all_sent().to_owned(),
        SyncLine::Waiting(count) => words.waiting(count),
        SyncLine::Fetching { here: 0 } => words.fetching().to_owned(),
        SyncLine::Fetching { here } => words.fetching_here(here),
        SyncLine::Offline { waiting: 0 } => words.offline().to_owned(),
        SyncLine::Offline { waiting } => words.offline_waiting(waiting),
        SyncLine::NotAccepted(count) => words.not_accepted(count),
        SyncLine::ServerTrouble {
            waiting,
            kind: Trouble::TooOld,
        } => match waiting {
            0 => words.update_needed().to_owned(),
            waiting => words.update_needed_waiting(waiting),
        },
        SyncLine::ServerTrouble { waiting: 0, .. } => words.server_trouble().to_owned(),
        SyncLine::ServerTrouble { waiting, .. } => words.server_trouble_waiting(waiting),
        SyncLine::SignedOutOnServer { waiting: 0 } => words.signed_out().to_owned(),
        SyncLine::SignedOutOnServer { waiting } => words.signed_out_on_server(waiting),
    }
}
