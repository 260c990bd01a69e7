//! A case in a list: what and where, its state and deadline, who has it.

use gridloop_shared::deadline::Due;
use gridloop_shared::model::Timestamp;
use gridloop_shared::workflow::Stage;
use leptos::prelude::*;

use super::{DeadlineLight, Mark, ReceiptMark, StateBadge};
use crate::core::Sight;
use crate::i18n::use_words;

/// What a card shows, in words already.
#[derive(Clone)]
pub struct CaseLine {
    /// Where it leads.
    pub href: String,
    /// What was seen, in a few words.
    pub title: String,
    /// What it is about.
    pub category: Option<String>,
    /// Where it is.
    pub place: String,
    /// Its stage.
    pub stage: Stage,
    /// The deadline that runs, if it is shown here.
    pub due: Option<Due>,
    /// Shown in place of the deadline while something is not on the server.
    pub mark: Option<Mark>,
    /// When it was reported: in place of the deadline while none runs.
    pub when: String,
    /// Who has it.
    pub who: String,
    /// Its first photo.
    pub photo: Option<Sight>,
    /// Whether there is an answer that was not seen.
    pub unread: bool,
}

/// A card.
#[component]
pub fn CaseCard(
    /// What it shows.
    line: CaseLine,
    /// What time it is.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Whether it is the one that is open beside the list.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    let words = use_words();
    let due = match (line.mark, line.due) {
        (Some(mark), _) => view! { <ReceiptMark mark /> }.into_any(),
        (None, Some(due)) => view! { <DeadlineLight due now /> }.into_any(),
        _ => view! { <span class="case-card__when">{line.when}</span> }.into_any(),
    };
    let class = if line.unread {
        "case-card case-card--unread"
    } else {
        "case-card"
    };
    view! {
        <a class=class href=line.href aria-current=move || current.get().then_some("true")>
            <span class="case-card__title">
                {line.unread.then(|| view! { <span class="visually-hidden">{words.new_answer()}</span> })}
                {line.title}
                {line.category.map(|text| view! { <span class="case-card__category">{text}</span> })}
            </span>
            <span class="case-card__place">{line.place}</span>
            <span class="case-card__state">
                <StateBadge stage=line.stage />
            </span>
            <span class="case-card__due">{due}</span>
            <span class="case-card__who">{line.who}</span>
            {line.photo.map(|photo| view! { <Thumbnail photo /> })}
        </a>
    }
}

/// The first photo, small; a frame while it cannot be seen.
#[component]
fn Thumbnail(photo: Sight) -> impl IntoView {
    move || match photo.small() {
        Some(src) => view! {
            <img
                class="case-card__photo"
                src=src
                alt=""
                width="64"
                height="64"
                decoding="async"
                on:error=move |_| photo.failed()
            />
        }
        .into_any(),
        None => view! { <span class="case-card__photo"></span> }.into_any(),
    }
}
