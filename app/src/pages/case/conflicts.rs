//! Steps that did not take effect, before whoever may settle them: who meant what, why it did not, and one press for either answer.

use gridloop_shared::command::{Command, offer};
use gridloop_shared::model::{Case, CaseId, CommandId};
use gridloop_shared::policy::Action;
use gridloop_shared::workflow::{Effect, Entry};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use super::done_again::done_again;
use super::step::told::told;
use super::story::why_not;
use crate::clock::use_now;
use crate::components::{Button, Glyph, Icon, Weight, use_toasts};
use crate::core::{PerformProblem, use_core};
use crate::format::exact;
use crate::i18n::use_words;
use crate::pages::session::{use_me, use_names};

/// The conflicts that nobody has looked at.
#[component]
pub fn Conflicts(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let me = use_me();
    let names = use_names();
    let now = use_now();
    let busy = RwSignal::new(false);
    let settle = move |step: CommandId, again: Option<Command>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let note = String::new();
            let settled: Result<(), PerformProblem> = async {
                if let Some(command) = again {
                    core.perform(Some(id), command).await?;
                }
                core.perform(Some(id), Command::Review { step, note })
                    .await?;
                Ok(())
            }
            .await;
            let _ = busy.try_set(false);
            match settled {
                Ok(()) => toasts.say(words.action_done(Action::Review)),
                Err(problem) => toasts.say(words.perform_problem(&problem)),
            }
        });
    };
    let one = move |case: &Case, entry: &Entry| {
        let names = names.get();
        let step = &entry.step;
        let told = told(words, &names, &step.kind, now.get_untracked());
        let why = match &entry.effect {
            Effect::Ineffective(why) => why_not(words, &names, why),
            Effect::Effective => String::new(),
        };
        let who = format!(
            "{} · {}",
            names.person(&step.by),
            exact(words, step.at, now.get_untracked())
        );
        let of = step.id;
        let (id, named) = (format!("conflict-{of}"), format!("conflict-{of}"));
        let again = me.with(|me| done_again(words, me, case, &step.kind));
        view! {
            <section class="conflict" aria-labelledby=named>
                <h3 class="conflict__title" id=id>
                    <Icon of=Glyph::AlertTriangle />
                    {told.act}
                </h3>
                <p class="conflict__who">{who}</p>
                {told.text.map(|text| view! { <p class="conflict__text">{text}</p> })}
                <p class="conflict__text">{why}</p>
                <div class="button-row">
                    {again
                        .map(|command| {
                            view! {
                                <Button
                                    label=words.do_it_now()
                                    weight=Weight::Secondary
                                    busy
                                    on_press=move |()| settle(of, Some(command.clone()))
                                />
                            }
                        })}
                    <Button
                        label=words.leave_it_so()
                        weight=Weight::Secondary
                        busy
                        on_press=move |()| settle(of, None)
                    />
                </div>
            </section>
        }
    };
    move || {
        let open = case.get()?;
        let case = &open.case;
        let may = me.with(|me| offer(me, case, Action::Review).is_ok());
        may.then(|| {
            case.follow_up
                .conflicts()
                .map(|entry| one(case, entry))
                .collect_view()
        })
    }
}
