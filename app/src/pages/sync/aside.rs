//! One act that was not taken: all of it, why, and what can be done now.

use std::sync::Arc;

use gridloop_shared::command::offer;
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::describe::heading;
use super::item::why;
use super::of_case::OfCase;
use super::whole::{letter, whole};
use crate::clock::use_now;
use crate::components::{Button, Confirm, Glyph, PhotoGrid, Shown, Weight, use_toasts};
use crate::core::{HandedOver, Opened, Waiting, WaitingState, use_core};
use crate::format::exact;
use crate::i18n::use_words;
use crate::pages::again::{action_of, address, form_of};
use crate::pages::case::is_at_once;
use crate::pages::session::{use_me, use_names};

/// An act of the tray.
#[component]
pub fn AsideItem(
    /// The act.
    item: Waiting,
    /// The list is left for a page.
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let me = use_me();
    let toasts = use_toasts();
    let names = use_names();
    let now = use_now().get_untracked();
    let navigate = use_navigate();
    let item = Arc::new(item);
    let act = item.act.clone();
    let (id, case, action) = (act.id, act.case, action_of(&act.command));
    let reports = action == Action::Report;
    let held = matches!(item.state, WaitingState::Held(_));
    // For whoever has to look into what has no better explanation.
    let code = match item.state {
        WaitingState::Refused(code) if words.explained(code).is_none() => Some(code.as_str()),
        _ => None,
    };
    let opened = core.case(case);
    let is_here = Memo::new(move |_| opened.with(|opened| *opened != Opened::Absent));
    // A report founds a case of its own; a step needs its case, where it applies now.
    let may = move |action: Action| {
        Memo::new(move |_| {
            opened.with(|opened| {
                let case = opened.here();
                case.is_some_and(|open| {
                    me.with(|principal| offer(principal, &open.case, action).is_ok())
                })
            })
        })
    };
    let applies = may(action);
    let may_comment = may(Action::Comment);
    let again = Memo::new(move |_| {
        !held
            && (if reports {
                me.may_report()
            } else {
                applies.get()
            })
    });
    let comment =
        Memo::new(move |_| !held && !reports && action != Action::Comment && may_comment.get());

    let reason = why(words, &item, core.sync_line().get_untracked());
    let said = item.reason.clone().filter(|said| !said.is_empty());
    let told = {
        let (item, reason) = (item.clone(), reason.clone());
        move || {
            let names = names.get_untracked();
            let name = me.session().name.clone();
            letter(words, &names, &item.act, &reason, code, &name, now)
        }
    };
    let hand_over = move |()| {
        let text = told();
        spawn_local(async move {
            match core.hand_over(&text).await {
                HandedOver::Shared => {}
                HandedOver::Copied => toasts.say(words.copied()),
                HandedOver::Not => toasts.say(words.not_copied()),
            }
        });
    };
    let export = move |()| {
        spawn_local(async move {
            if let Err(problem) = core.export_one(id).await {
                toasts.say(words.storage_problem(&problem));
            }
        });
    };
    let dropping = RwSignal::new(false);
    let drop = move |()| {
        dropping.set(false);
        spawn_local(async move {
            match core.put_away(id).await {
                Ok(()) => toasts.say(words.dropped()),
                Err(problem) => toasts.say(words.storage_problem(&problem)),
            }
        });
    };
    // A form that is half filled in with something else is not overwritten unasked.
    let replacing = RwSignal::new(false);
    let wanted = StoredValue::new(action);
    let go = {
        let act = act.clone();
        Callback::new(move |form: Action| {
            on_leave.run(());
            navigate(
                &address(&act, form != action, core.now()),
                Default::default(),
            );
        })
    };
    let begin = Callback::new(move |form: Action| {
        spawn_local(async move {
            let other = if form == Action::Report {
                let kept = core.draft().await.ok().flatten();
                kept.is_some_and(|kept| !kept.is_blank() && kept.instead != Some(id))
            } else {
                let kept = core.step_draft(case, form).await.ok().flatten();
                kept.is_some_and(|kept| kept.instead != Some(id))
            };
            if other {
                wanted.try_set_value(form);
                let _ = replacing.try_set(true);
            } else {
                let _ = go.try_run(form);
            }
        });
    });
    let replace = move |()| {
        let form = wanted.get_value();
        replacing.set(false);
        spawn_local(async move {
            let dropped = if form == Action::Report {
                core.drop_draft().await
            } else {
                core.drop_step_draft(case, form).await
            };
            match dropped {
                Ok(()) => {
                    let _ = go.try_run(form);
                }
                Err(problem) => toasts.say(words.storage_problem(&problem)),
            }
        });
    };
    let at_once = is_at_once(action);
    let correct = {
        let at_once = at_once.clone();
        move |()| {
            let Some(command) = at_once.clone() else {
                begin.run(action);
                return;
            };
            spawn_local(async move {
                match core.perform_instead(Some(case), command, Some(id)).await {
                    Ok(_) => toasts.say(words.action_done(action)),
                    Err(problem) => toasts.say(words.perform_problem(&problem)),
                }
            });
        }
    };
    let lines = {
        let act = act.clone();
        move || {
            let lines = whole(words, &names.get(), &act, now);
            lines
                .into_iter()
                .map(|line| view! { <p class="sync-list__typed">{line}</p> })
                .collect_view()
        }
    };
    let what = {
        let command = act.command.clone();
        move || heading(words, &names.get(), &command)
    };
    let shown: Vec<Shown> = form_of(act.clone())
        .photos
        .into_iter()
        .map(|photo| Shown {
            key: photo.hash.to_string(),
            sight: core.photo(photo.hash),
            mark: None,
            sent: None,
            caption: String::new(),
        })
        .collect();
    view! {
        <li class="sync-list__item sync-list__item--refused">
            {move || {
                let what = what.clone();
                if is_here.get() {
                    view! {
                        <a
                            class="sync-list__what"
                            href=format!("/cases/{case}")
                            on:click=move |_| on_leave.run(())
                        >
                            {what}
                        </a>
                    }
                        .into_any()
                } else {
                    view! { <p class="sync-list__what">{what}</p> }.into_any()
                }
            }}
            {(!reports).then(|| view! { <OfCase case /> })}
            <p class="sync-list__when">{exact(words, act.at, now)}</p>
            {lines}
            {(!shown.is_empty())
                .then(|| view! { <PhotoGrid photos=Signal::stored(shown) small=true /> })}
            <p class="sync-list__why">{reason}</p>
            {said.map(|said| view! { <blockquote class="sync-list__said">{said}</blockquote> })}
            {move || {
                (!held && !again.get() && is_here.get())
                    .then(|| view! { <p class="sync-list__when">{words.not_again()}</p> })
            }}
            {code.map(|code| view! { <p class="notice__code">{words.code_is(&code)}</p> })}
            <div class="button-row">
                {move || {
                    let correct = correct.clone();
                    let label = if at_once.is_some() { words.do_again() } else { words.correct_and_send() };
                    again
                        .get()
                        .then(|| view! { <Button label weight=Weight::Primary on_press=correct /> })
                }}
                {move || {
                    comment
                        .get()
                        .then(|| {
                            view! {
                                <Button
                                    label=words.as_comment()
                                    weight=Weight::Secondary
                                    on_press=move |()| begin.run(Action::Comment)
                                />
                            }
                        })
                }}
                {(!held)
                    .then(|| {
                        view! {
                            <Button
                                label=words.hand_over()
                                icon=Glyph::Send
                                weight=Weight::Quiet
                                on_press=hand_over
                            />
                        }
                    })}
                <Button
                    label=words.export_one()
                    icon=Glyph::Download
                    weight=Weight::Quiet
                    on_press=export
                />
                <Button
                    label=words.drop_it()
                    icon=Glyph::X
                    weight=Weight::Quiet
                    on_press=move |()| dropping.set(true)
                />
            </div>
            <Confirm
                id="drop-title"
                title=words.drop_sure()
                text=Signal::stored(if held { words.drop_held_text() } else { words.drop_text() }.to_owned())
                act=Signal::stored(words.drop_it().to_owned())
                open=dropping
                on_act=drop
            />
            <Confirm
                id="replace-title"
                title=words.replace_sure()
                text=Signal::stored(words.replace_text().to_owned())
                act=Signal::stored(words.replace().to_owned())
                open=replacing
                on_act=replace
            />
        </li>
    }
}
