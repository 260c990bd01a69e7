//! What came back, before everything else: the outcome in words, before and after side by side.

use gridloop_shared::model::{Case, Photo};
use gridloop_shared::workflow::{Effect as Outcome, State, StepKind};
use leptos::prelude::*;

use super::Opening;
use super::pictures::{Pictures, use_pictures};
use crate::clock::use_now;
use crate::components::{BeforeAfter, Shown};
use crate::format::{exact, short_number};
use crate::i18n::use_words;
use crate::pages::session::use_names;

/// The answer, once there is one.
#[component]
pub fn Answer(
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let now = use_now();
    let pictures = use_pictures();
    let shown = move |photo: &Photo, pictures: Pictures| Shown {
        key: photo.hash.to_string(),
        sight: pictures.sight(&photo.hash),
        mark: None,
        sent: None,
        caption: exact(words, photo.taken_at, now.get_untracked()),
    };
    move || {
        let open = case.get()?;
        let case = &open.case;
        let names = names.get();
        let state = &case.follow_up.state;
        let (who, text) = match (state, state.answer()) {
            (State::Rejected { reason }, _) => {
                (words.stage(state.stage()).to_owned(), reason.clone())
            }
            (_, Some(answer)) => {
                let department = match state {
                    State::Merged { into, .. } => Some(words.did_answer(&short_number(*into))),
                    _ => state
                        .assignment()
                        .map(|it| names.department(&it.department)),
                };
                let adoption = answer.adoption.map(|it| words.adoption(it).to_owned());
                let parts: Vec<String> = department.into_iter().chain(adoption).collect();
                let who = parts.join(words.colon());
                (who, answer.outcome.clone())
            }
            _ => return None,
        };
        let sides = before_and_after(case)
            .map(|(before, after)| (shown(before, pictures), shown(after, pictures)));
        Some(view! {
            <section class="section" aria-labelledby="answer-title">
                <h3 class="section__title" id="answer-title">
                    {words.answer()}
                </h3>
                <p class="answer">
                    <b class="answer__who">{who}</b>
                    <span class="answer__text">{text}</span>
                </p>
                {sides.map(|(before, after)| view! { <BeforeAfter before after /> })}
            </section>
        })
    }
}

/// The first photo of the report, and the first of the last answer that took effect: never one of an answer before it, which
/// was not taken for solved.
fn before_and_after(case: &Case) -> Option<(&Photo, &Photo)> {
    let before = case.follow_up.entries.first()?.step.kind.photos().first()?;
    let after = case
        .follow_up
        .entries
        .iter()
        .rev()
        .filter(|entry| entry.effect == Outcome::Effective)
        .find_map(|entry| match &entry.step.kind {
            StepKind::ReportedBack { photos, .. } => Some(photos.first()),
            _ => None,
        })??;
    Some((before, after))
}
