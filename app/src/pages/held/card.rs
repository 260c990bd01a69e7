//! One act that is held, read like the follow-up, with the two things that can be done about it.

use std::sync::Arc;

use gridloop_shared::command::Command;
use gridloop_shared::model::{Photo, Timestamp};
use gridloop_shared::sync::Held;
use leptos::prelude::*;

use super::group::Group;
use super::ruling::Asked;
use super::written::written;
use crate::components::{Button, Shown, Timeline, TimelineEntry, Weight};
use crate::core::{Core, use_core};
use crate::format::{Names, exact, iso, short_number, span};
use crate::i18n::{Words, use_words};
use crate::pages::lines::{known_by, title};
use crate::pages::session::use_names;

/// A difference between the time of the phone and that of the arrival that is worth a word. Milliseconds.
const DIFFERENCE: i64 = 60_000;

/// The card.
#[component]
pub fn HeldCard(
    /// The act, and what builds on it.
    group: Arc<Group>,
    /// The server's clock.
    now: Timestamp,
    /// What is being decided.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let names = use_names();
    let first = group.acts.first()?.clone();
    let more = group.acts.len().saturating_sub(1);
    let entries = {
        let group = group.clone();
        move || {
            let names = names.get();
            group
                .acts
                .iter()
                .map(|held| entry(core, words, &names, held, now))
                .collect()
        }
    };
    let case = first.row.map(|row| {
        let href = format!("/cases/{}", row.id);
        let title = move || title(&names.get(), &row);
        let is_here = core
            .rows()
            .with_untracked(|rows| rows.iter().any(|here| here.row.id == first.document));
        if is_here {
            view! { <a href=href>{title}</a> }.into_any()
        } else {
            title.into_any()
        }
    });
    let founds = move || match first.act.as_ref().map(|act| &act.command) {
        Some(Command::Report(report)) => {
            let title = known_by(&names.get(), &report.description, &report.category);
            format!("{}{}{title}", words.founds_case(), words.colon())
        }
        _ => words.founds_case().to_owned(),
    };
    let why = format!(
        "{} {}",
        words.held_why(first.code),
        words.on_device(&short_number(first.device))
    );
    let ask = move |take: bool| {
        let group = group.clone();
        move |()| {
            asked.set(Some(Asked {
                group: group.clone(),
                take,
            }))
        }
    };
    Some(view! {
        <li class="held">
            <h2 class="held__case">
                {case.unwrap_or_else(|| founds.into_any())}
            </h2>
            <p class="held__why">{why}</p>
            <Timeline entries=Signal::derive(entries) next=Signal::stored(None::<String>) />
            {(more > 0).then(|| view! { <p class="held__why">{words.held_together(more)}</p> })}
            <div class="button-row">
                <Button label=words.take() weight=Weight::Secondary on_press=ask(true) />
                <Button label=words.take_not() weight=Weight::Secondary on_press=ask(false) />
            </div>
        </li>
    })
}

fn entry(core: Core, words: Words, names: &Names, held: &Held, now: Timestamp) -> TimelineEntry {
    let (told, photos) = written(words, names, held, now);
    let at = held.act.as_ref().map_or(held.at, |act| act.at);
    let late = held.at.since(at);
    let (arrived, how) = (exact(words, held.at, now), span(words, late));
    let device = if late.abs() <= DIFFERENCE {
        words.held_arrived_at_once(&arrived)
    } else if late > 0 {
        words.held_arrived(&arrived, &how)
    } else {
        words.held_arrived_fast(&arrived, &how)
    };
    TimelineEntry {
        tone: told.tone,
        sign: told.sign,
        who: names.person(&held.person),
        role: names.role_of(&held.person),
        act: told.act,
        when: (iso(at), exact(words, at, now)),
        device: Some(device),
        text: told.text,
        photos: photos
            .iter()
            .map(|photo| shown(core, words, photo, now))
            .collect(),
        mark: None,
        why_not: None,
    }
}

/// A photo as the server has it. One that has not arrived says so in its place.
fn shown(core: Core, words: Words, photo: &Photo, now: Timestamp) -> Shown {
    Shown {
        key: photo.hash.to_string(),
        sight: core.photo(photo.hash.clone()),
        mark: None,
        sent: None,
        caption: exact(words, photo.taken_at, now),
    }
}
