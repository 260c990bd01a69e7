//! A word on the case, for everyone who may read it.

use gridloop_shared::command::{Command, offer};
use gridloop_shared::form::{MOST_REASON, written};
use gridloop_shared::model::{CaseId, CommandId};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::Opening;
use crate::components::{Area, Button, Weight, use_toasts};
use crate::core::{StepDraft, use_core};
use crate::i18n::use_words;
use crate::pages::again::{action_of, form_of, of_tray, use_again};
use crate::pages::pause::Keeper;
use crate::pages::session::{use_me, use_names};
use crate::pages::sync::whole;

/// The box; what is half typed is kept.
#[component]
pub fn CommentBox(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let me = use_me();
    let toasts = use_toasts();
    let text = RwSignal::new(String::new());
    let instead = RwSignal::new(None::<CommandId>);
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let keeper = Keeper::new(move || {
        if let Some(text) = text.try_get_untracked().filter(|text| !text.is_empty()) {
            spawn_local(async move {
                let draft = StepDraft {
                    text,
                    instead: instead.try_get_untracked().flatten(),
                    ..StepDraft::default()
                };
                // The box keeps it meanwhile; the next pause tries again.
                let _ = core.save_step_draft(id, Action::Comment, draft).await;
            });
        }
    });
    spawn_local(async move {
        if let Ok(Some(kept)) = core.step_draft(id, Action::Comment).await {
            let same = kept.instead.is_some() && instead.try_get_untracked() == Some(kept.instead);
            let _ = text.try_update(|text| {
                if text.is_empty() || same {
                    *text = kept.text;
                    let _ = instead.try_set(kept.instead);
                }
            });
        }
    });
    // What was not taken as a step, or as a comment, stands in the box to be sent again.
    let (again, query, names) = (use_again(), use_query_map(), use_names());
    Effect::new(move |_| {
        let as_comment = query.with(|query| query.get("as").is_some());
        let act = again.get().and_then(|asked| of_tray(core, asked));
        let Some(act) = act.filter(|act| act.case == id) else {
            return;
        };
        let typed = form_of(act.clone()).text;
        let said = match act.command {
            Command::Comment { .. } => typed,
            _ if as_comment => {
                let name = words.action(action_of(&act.command));
                let lines = whole(words, &names.get_untracked(), &act, core.now());
                format!("{name}{}{}", words.colon(), lines.join("\n"))
            }
            _ => return,
        };
        // What was changed in it since stays.
        if instead.get_untracked() != Some(act.id) {
            text.set(said);
            instead.set(Some(act.id));
            keeper.touch();
        }
        request_animation_frame(|| {
            if let Some(box_) = document().get_element_by_id("comment") {
                box_.scroll_into_view();
            }
        });
    });
    let may = Memo::new(move |_| {
        case.with(|open| {
            open.as_ref().is_some_and(|open| {
                me.with(|principal| offer(principal, &open.case, Action::Comment).is_ok())
            })
        })
    });
    let send = move |()| {
        let said = text.get_untracked();
        if let Err(problem) = written(&said, MOST_REASON) {
            error.set(Some(words.problem(problem)));
            return;
        }
        busy.set(true);
        error.set(None);
        keeper.stop();
        spawn_local(async move {
            let command = Command::Comment { text: said };
            let place_of = instead.try_get_untracked().flatten();
            let answer = core.perform_instead(Some(id), command, place_of).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => {
                    let _ = text.try_set(String::new());
                    let _ = instead.try_set(None);
                    let _ = core.drop_step_draft(id, Action::Comment).await;
                    toasts.say(words.action_done(Action::Comment));
                }
                Err(problem) => {
                    let _ = error.try_set(Some(words.perform_problem(&problem)));
                }
            }
            keeper.start();
        });
    };
    view! {
        <Show when=move || may.get()>
            <section class="section no-print" aria-label=words.comment_box()>
                <Area
                    id="comment"
                    label=words.comment_box()
                    hint=words.comment_hint()
                    rows=2
                    value=text
                    error=error
                    on_input=move |said| {
                        text.set(said);
                        keeper.touch();
                    }
                    on_leave=move |()| keeper.now()
                />
                <div class="button-row">
                    <Button
                        label=words.leave_comment()
                        weight=Weight::Secondary
                        busy=busy
                        on_press=send
                    />
                </div>
            </section>
        </Show>
    }
}
