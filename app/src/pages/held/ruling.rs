//! The decision: taken as its author wrote it, or not, with words that its author reads.

use std::sync::Arc;

use gridloop_shared::form::{MOST_REASON, text, written};
use gridloop_shared::sync::Ruling;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::group::Group;
use crate::components::{Area, Button, Dialog, Mood, Need, Notice, Weight, use_toasts};
use crate::core::{OfficeProblem, use_core};
use crate::i18n::use_words;

/// What is being decided.
#[derive(Clone)]
pub struct Asked {
    /// On what.
    pub group: Arc<Group>,
    /// Whether to take it.
    pub take: bool,
}

/// The sheet, while something is being decided.
#[component]
pub fn RulingSheet(
    /// What.
    asked: RwSignal<Option<Asked>>,
    /// It was decided, here or by somebody else.
    #[prop(into)]
    on_ruled: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let takes = Memo::new(move |before: Option<&bool>| {
        // While the sheet closes it still says what it said.
        let last = before.copied().unwrap_or(true);
        asked.with(|asked| asked.as_ref().map_or(last, |asked| asked.take))
    });
    let label = move || {
        if takes.get() {
            words.take()
        } else {
            words.take_not()
        }
        .to_owned()
    };
    let close = move || {
        asked.set(None);
        reason.set(String::new());
        error.set(None);
    };
    let send = move |()| {
        let Some(Asked { group, take }) = asked.get_untracked() else {
            return;
        };
        let said = reason.get_untracked();
        let check = if take { text } else { written };
        if let Err(problem) = check(&said, MOST_REASON) {
            error.set(Some(words.problem(problem)));
            return;
        }
        let Some(first) = group.acts.first() else {
            return;
        };
        let ruling = Ruling {
            hash: first.hash,
            device: first.device,
            take,
            reason: said.trim().to_owned(),
        };
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = core.rule(&ruling).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) | Err(OfficeProblem::Gone) => {
                    toasts.say(match answer {
                        Ok(()) if take => words.taken(),
                        Ok(()) => words.taken_not(),
                        Err(_) => words.held_gone(),
                    });
                    close();
                    on_ruled.run(());
                }
                Err(problem) => {
                    let _ = error.try_set(Some(words.office_problem(problem).to_owned()));
                }
            }
        });
    };
    view! {
        <Dialog
            id="ruling-title"
            title=Signal::derive(label)
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move |()| close()
        >
            <div class="dialog__body">
                // Who is taken at their word sees it in the case, and needs no other answer.
                {move || {
                    if takes.get() {
                        view! {
                            <p>{words.take_hint()}</p>
                            {move || error.get().map(|text| view! { <Notice mood=Mood::Error title=text /> })}
                        }
                            .into_any()
                    } else {
                        view! {
                            <Area
                                id="ruling-reason"
                                label=words.to_author()
                                value=reason
                                need=Need::Required
                                hint=words.take_not_hint()
                                error=error
                                on_input=move |text| reason.set(text)
                            />
                        }
                            .into_any()
                    }
                }}
            </div>
            <div class="dialog__acts">
                <Button
                    label=Signal::derive(label)
                    weight=Weight::Primary
                    large=true
                    busy=busy
                    on_press=send
                />
            </div>
        </Dialog>
    }
}
