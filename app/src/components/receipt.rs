//! Where something is safe: on this phone, on the server, taken on. Always in words.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::i18n::use_words;

/// The compact receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Durable on this phone.
    Local,
    /// Durable on the server.
    Sent,
    /// The server did not take it.
    Refused,
}

/// Three small bars and a word.
#[component]
pub fn ReceiptMark(
    /// How far it got.
    mark: Mark,
) -> impl IntoView {
    let words = use_words();
    let (class, text) = match mark {
        Mark::Local => ("receipt-mark--local", words.on_this_phone()),
        Mark::Sent => ("receipt-mark--sent", words.on_server()),
        Mark::Refused => ("receipt-mark--refused", words.not_taken()),
    };
    view! {
        <span class=format!("receipt-mark {class}")>
            <span class="receipt-mark__bars" aria-hidden="true"></span>
            {text}
        </span>
    }
}

/// The full receipt of a report: this phone, the server, taken on.
#[component]
pub fn ReceiptSteps(
    /// When it was saved here, in words.
    #[prop(into)]
    saved: String,
    /// How it stands with the server: done, and in words.
    #[prop(into)]
    server: Signal<(Mark, String)>,
    /// When it was taken on, in words, if it was.
    #[prop(into)]
    accepted: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let server_class = move || match server.get().0 {
        Mark::Local => "receipt__step receipt__step--now",
        Mark::Sent => "receipt__step receipt__step--done",
        Mark::Refused => "receipt__step receipt__step--failed",
    };
    let accepted_class = move || match (server.get().0, accepted.get()) {
        (_, Some(_)) => "receipt__step receipt__step--done",
        (Mark::Sent, None) => "receipt__step receipt__step--now",
        _ => "receipt__step",
    };
    view! {
        <ol class="receipt" aria-label=words.receipt()>
            <li class="receipt__step receipt__step--done">
                <Icon of=Glyph::PhoneDevice />
                <span class="receipt__name">{words.this_phone()}</span>
                <span class="receipt__detail">{saved}</span>
            </li>
            <li class=server_class>
                <Icon of=Glyph::Server />
                <span class="receipt__name">{words.server()}</span>
                <span class="receipt__detail">{move || server.get().1}</span>
            </li>
            <li class=accepted_class>
                <Icon of=Glyph::Inbox />
                <span class="receipt__name">{words.taken_on()}</span>
                <span class="receipt__detail">
                    {move || accepted.get().unwrap_or_else(|| words.waits_for_acceptance().to_owned())}
                </span>
            </li>
        </ol>
    }
}
