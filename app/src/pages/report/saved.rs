//! After saving: where the report is safe, and what to do next. It follows the report to the server.

use gridloop_shared::model::CaseId;
use gridloop_shared::workflow::Stage;
use leptos::prelude::*;

use crate::clock::use_now;
use crate::components::{Button, Glyph, Mark, ReceiptSteps, Weight};
use crate::core::{Listed, Receipt, SyncLine, use_core};
use crate::format::clock;
use crate::i18n::{Words, use_words};

/// The receipt of a report.
#[component]
pub fn Saved(
    /// The case that it became.
    case: CaseId,
    /// Another one is to be reported.
    #[prop(into)]
    on_another: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let (rows, line) = (core.rows(), core.sync_line());
    let now = use_now();
    let row =
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|item| item.row.id == case).cloned()));
    let saved = words.saved_at(&clock(words, now.get_untracked()));
    let server = Signal::derive(move || {
        let receipt = row.with(|row: &Option<Listed>| row.as_ref().map(|row| row.receipt));
        match receipt {
            Some(Receipt::OnServer) => (Mark::Sent, words.on_server().to_owned()),
            Some(Receipt::NotAccepted { .. }) => (Mark::Refused, words.not_taken().to_owned()),
            _ if matches!(line.get(), SyncLine::SignedOutOnServer { .. }) => {
                (Mark::Local, words.waits_for_sign_in().to_owned())
            }
            _ => (Mark::Local, words.waits_for_network().to_owned()),
        }
    });
    let accepted = Signal::derive(move || {
        let stage = row.with(|row| row.as_ref().map(|row| row.row.stage))?;
        (stage != Stage::Reported).then(|| words.stage(stage).to_owned())
    });
    view! {
        <div class="page">
            <div class="page__body">
                <div class="stack" role="status">
                    <h2>{move || said(words, server.get().0, line.get()).0}</h2>
                    <p>{move || said(words, server.get().0, line.get()).1}</p>
                </div>
                <ReceiptSteps saved server accepted />
            </div>
            <div class="action-bar">
                <a class="button button--secondary button--large" href=format!("/cases/{case}")>
                    <span class="button__label">{words.see_case()}</span>
                </a>
                <Button
                    label=words.report_another()
                    icon=Glyph::Plus
                    weight=Weight::Primary
                    large=true
                    on_press=on_another
                />
            </div>
        </div>
    }
}

/// What has become of it so far, and what is to be done about it: nothing, as a rule.
const fn said(words: Words, mark: Mark, line: SyncLine) -> (&'static str, &'static str) {
    match (mark, line) {
        (Mark::Sent, _) => (words.saved_sent(), words.saved_sent_text()),
        (Mark::Refused, _) => (words.saved_refused(), words.saved_refused_text()),
        (Mark::Local, SyncLine::SignedOutOnServer { .. }) => {
            (words.saved(), words.saved_signed_out_text())
        }
        (Mark::Local, _) => (words.saved(), words.saved_text()),
    }
}
