//! The sheet in which a step is written. What is half typed is kept, also over a reload.

use gridloop_shared::command::Command;
use gridloop_shared::model::CaseId;
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::{Choices, usual};
use super::command::{Lacks, command};
use super::remaining::{goes_on, remaining_report};
use super::spec::{Spec, sign, spec};
use crate::components::{Area, Button, Dialog, Mood, Notice, Weight, use_toasts};
use crate::core::{PerformProblem, StepDraft, use_core};
use crate::i18n::use_words;
use crate::pages::again::{action_of, form_of, of_tray, use_again};
use crate::pages::case::Opening;
use crate::pages::pause::Keeper;
use crate::pages::photos::PhotoField;
use crate::pages::session::{use_me, use_names};

/// The sheet; open while `action` names a step.
#[component]
pub fn StepSheet(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
    /// Which step.
    action: RwSignal<Option<Action>>,
) -> impl IntoView {
    let words = use_words();
    let asked = Memo::new(move |_| {
        let action = action.get()?;
        case.with(|open| {
            open.as_ref()
                .map(|open| (action, spec(words, action, &open.case)))
        })
    });
    view! {
        <Dialog
            id="step-title"
            title=Signal::derive(move || action.get().map(|it| words.action(it).to_owned()).unwrap_or_default())
            open=Signal::derive(move || action.get().is_some())
            on_close=move |()| action.set(None)
        >
            {move || {
                asked
                    .get()
                    .map(|(which, spec)| {
                        view! { <StepForm id case action=which spec on_done=move |()| action.set(None) /> }
                    })
            }}
        </Dialog>
    }
}

#[component]
fn StepForm(
    id: CaseId,
    case: Opening,
    action: Action,
    spec: Spec,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let names = use_names();
    let me = use_me();
    let first = case
        .get_untracked()
        .and_then(|open| usual(action, spec.chosen, &open.case, &names.get_untracked()));
    let again = use_again().get_untracked().and_then(|id| of_tray(core, id));
    let again = again
        .filter(|act| act.case == id && action_of(&act.command) == action)
        .map(form_of);
    let instead = again.as_ref().and_then(|again| again.instead);
    let draft = RwSignal::new(again.unwrap_or_else(|| StepDraft {
        choice: first,
        ..StepDraft::default()
    }));
    let touched = StoredValue::new(false);
    let lacks = RwSignal::new(Lacks::default());
    let busy = RwSignal::new(false);
    let shrinking = RwSignal::new(None::<(usize, usize)>);
    let trouble = RwSignal::new(None::<PerformProblem>);
    let keeper = Keeper::new(move || {
        if touched.try_get_value() == Some(true)
            && let Some(draft) = draft.try_get_untracked()
        {
            spawn_local(async move {
                // The sheet keeps it meanwhile; the next pause tries again.
                let _ = core.save_step_draft(id, action, draft).await;
            });
        }
    });
    // Closed by hand or by a change of page: the last words too.
    on_cleanup(move || keeper.now());
    let change = move || {
        touched.set_value(true);
        keeper.touch();
    };
    spawn_local(async move {
        if let Ok(Some(kept)) = core.step_draft(id, action).await
            && touched.try_get_value() == Some(false)
            && (instead.is_none() || kept.instead == instead)
        {
            let _ = draft.try_set(kept);
        }
    });
    let send = move |()| {
        if busy.get_untracked() || shrinking.get_untracked().is_some() {
            return;
        }
        let filled = draft.with_untracked(|draft| command(action, &spec, draft, id, core.now()));
        let command = match filled {
            Ok(command) => command,
            Err(missing) => {
                lacks.set(missing);
                return;
            }
        };
        busy.set(true);
        trouble.set(None);
        keeper.stop();
        let instead = draft.with_untracked(|draft| draft.instead);
        let opened = case.get_untracked();
        let reported = draft.with_untracked(|draft| draft.remaining);
        let report =
            opened.and_then(|open| me.with(|me| remaining_report(me, &open.case, &command)));
        spawn_local(async move {
            // What is left goes on first: nothing says that it does before it is there.
            let command = match (report, reported) {
                (None, _) => Ok(command),
                (Some(_), Some(remaining)) => Ok(goes_on(command, remaining)),
                (Some(report), None) => {
                    let founded = core.perform(None, Command::Report(report)).await;
                    if let Ok(remaining) = founded {
                        draft.update(|draft| draft.remaining = Some(remaining));
                        let kept = draft.get_untracked();
                        // Failing that, it would be reported once more after a killed tab.
                        let _ = core.save_step_draft(id, action, kept).await;
                    }
                    founded.map(|remaining| goes_on(command, remaining))
                }
            };
            let done = match command {
                Ok(command) => core.perform_instead(Some(id), command, instead).await,
                Err(problem) => Err(problem),
            };
            match done {
                Ok(_) => {
                    // A form that stays behind is offered again: no harm.
                    let _ = core.drop_step_draft(id, action).await;
                    toasts.say(words.action_done(action));
                    let _ = on_done.try_run(());
                }
                Err(problem) => {
                    keeper.start();
                    let _ = busy.try_set(false);
                    let _ = trouble.try_set(Some(problem));
                }
            }
        });
    };
    let text = spec.text.map(|asked| {
        view! {
            <Area
                id="step-text"
                label=asked.label
                hint=asked.hint
                need=asked.need
                rows=4
                value=Signal::derive(move || draft.with(|draft| draft.text.clone()))
                error=Signal::derive(move || lacks.with(|it| it.text.map(|problem| words.problem(problem))))
                on_input=move |text| {
                    draft.update(|draft| draft.text = text);
                    lacks.update(|lacks| lacks.text = None);
                    change();
                }
                on_leave=move |()| keeper.now()
            />
        }
    });
    let photos = spec.photos.then(|| {
        view! {
            <PhotoField
                photos=Signal::derive(move || draft.with(|draft| draft.photos.clone()))
                shrinking
                on_opening=move |()| keeper.now()
                on_change=move |photos| {
                    draft.update(|draft| draft.photos = photos);
                    change();
                    keeper.now();
                }
            />
        }
    });
    view! {
        <div class="dialog__body stack">
            <Choices chosen=spec.chosen case draft lacks on_change=move |()| change() />
            {photos}
            {text}
            {move || {
                trouble
                    .get()
                    .map(|problem| {
                        view! { <Notice mood=Mood::Error title=words.perform_problem(&problem) /> }
                    })
            }}
        </div>
        <div class="dialog__acts">
            <Button
                label=Signal::derive(move || {
                    if busy.get() { words.saving() } else { words.action(action) }.to_owned()
                })
                icon=sign(action)
                weight=Weight::Primary
                large=true
                busy=Signal::derive(move || busy.get() || shrinking.get().is_some())
                on_press=send
            />
        </div>
    }
}
