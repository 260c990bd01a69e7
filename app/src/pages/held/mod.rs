//! What is held: each act with what builds on it, and the supervisor's decision. Only the server knows it, so this needs the network.

mod card;
mod group;
mod ruling;
mod written;

use std::sync::Arc;

use gridloop_shared::model::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::open_page;
use super::offline::Offline;
use crate::components::{Button, Empty, Glyph, Weight};
use crate::core::{OfficeProblem, use_core};
use crate::i18n::use_words;
use card::HeldCard;
use group::{Group, groups};
use ruling::{Asked, RulingSheet};

/// Cases shown at once: more than somebody decides in one sitting, and few enough for a cheap phone.
const AT_ONCE: usize = 30;

/// What the server said last.
type Shown = Result<(Vec<Arc<Group>>, Timestamp), OfficeProblem>;

/// The page.
#[component]
pub fn HeldPage() -> impl IntoView {
    let words = use_words();
    let core = use_core();
    open_page(words.held(), None);
    let shown = RwSignal::new(None::<Shown>);
    let asked = RwSignal::new(None::<Asked>);
    let most = RwSignal::new(AT_ONCE);
    let load = move |()| {
        spawn_local(async move {
            let answer = core.held().await;
            let answer = answer.map(|reply| (groups(reply.held), reply.now));
            let _ = shown.try_set(Some(answer));
        });
    };
    let count = core.held_count();
    Effect::new(move |before: Option<usize>| {
        let count = count.get();
        let known = shown.with_untracked(|shown| match shown {
            Some(Ok((groups, _))) => Some(groups.iter().map(|group| group.acts.len()).sum()),
            _ => None,
        });
        if before.is_none() || known.is_some_and(|known: usize| known != count) {
            load(());
        }
        count
    });
    let list = move || {
        match shown.get()? {
        Err(problem) => Some(view! { <Offline problem on_retry=load /> }.into_any()),
        Ok((groups, _)) if groups.is_empty() => Some(
            view! {
                <Empty icon=Glyph::CheckCircle title=words.held_none() text=words.held_none_text() />
            }
            .into_any(),
        ),
        Ok((groups, now)) => {
            let left = groups.len().saturating_sub(most.get());
            let cards = groups
                .into_iter()
                .take(most.get())
                .map(|group| view! { <HeldCard group now asked /> })
                .collect_view();
            let more = (left > 0).then(|| view! {
                <Button
                    label=words.held_more(left)
                    weight=Weight::Secondary
                    on_press=move |()| most.update(|most| *most = most.saturating_add(AT_ONCE))
                />
            });
            Some(view! { <ul class="stack">{cards}</ul> {more} }.into_any())
        }
    }
    };
    view! {
        <div class="page">
            <div class="page__body">{list}</div>
        </div>
        <RulingSheet asked on_ruled=load />
    }
}
