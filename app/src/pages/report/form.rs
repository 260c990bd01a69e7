//! The form of a report, and its way from half typed to saved.

use std::sync::Arc;

use gridloop_shared::command::{Act, Command};
use gridloop_shared::form::{ReportDraft, ReportField};
use gridloop_shared::json::{from_word, word};
use gridloop_shared::model::{CaseId, Source};
use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::category::CategoryField;
use super::filling::{Filling, focus_first};
use super::photos::Photos;
use super::place::Place;
use super::restored::Restored;
use super::source::sources;
use crate::components::{Area, Button, Choice, Glyph, Mood, Notice, Select, Weight};
use crate::core::{PerformProblem, use_core};
use crate::i18n::use_words;
use crate::pages::frame::SpaceOut;
use crate::pages::session::use_me;
use crate::preferences::remember_category;

/// The form.
#[component]
pub fn Form(
    /// A report that was not taken and is done again.
    again: Option<Act>,
    /// It is safe on this phone, as this case.
    #[prop(into)]
    on_saved: Callback<CaseId>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let directory = core.directory();
    let sources = use_me().with(sources);
    let filling = Filling::open(sources.first().copied().unwrap_or(Source::Patrol), again);
    let (draft, keeper) = (filling.draft, filling.keeper);
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<PerformProblem>);
    let said: NodeRef<html::Div> = NodeRef::new();
    // Whoever presses the button at the end of a long form does not see its beginning.
    Effect::new(move |_| {
        if let Some(said) = said.get() {
            said.scroll_into_view();
        }
    });
    let save = move |()| {
        let report = match draft.with_untracked(ReportDraft::check) {
            Ok(report) => report,
            Err(problems) => {
                focus_first(&problems);
                filling.problems.set(problems);
                return;
            }
        };
        busy.set(true);
        trouble.set(None);
        keeper.stop();
        let instead = draft.with_untracked(|draft| draft.instead);
        spawn_local(async move {
            let category = report.category.clone();
            let command = Command::Report(report);
            match core.perform_instead(None, command, instead).await {
                Ok(case) => {
                    remember_category(&category);
                    // A form that stays behind is offered again and can be cleared: no harm.
                    let _ = core.drop_draft().await;
                    let _ = on_saved.try_run(case);
                }
                Err(problem) => {
                    keeper.start();
                    let _ = busy.try_set(false);
                    let _ = trouble.try_set(Some(problem));
                }
            }
        });
    };
    let choices: Arc<Vec<Choice>> = Arc::new(
        sources
            .iter()
            .map(|source| Choice::new(word(source), words.source(*source)))
            .collect(),
    );
    let note = move || {
        let missing = filling.problems.with(Vec::len);
        let (photos, blank) = draft.with(|draft| (draft.photos.len(), filling.is_untouched(draft)));
        if missing > 0 {
            words.some_fields_missing(missing)
        } else if blank {
            String::new()
        } else if photos > 0 {
            format!(
                "{}{}{}",
                words.draft_photos(photos),
                words.comma(),
                words.draft_kept()
            )
        } else {
            words.draft_kept().to_owned()
        }
    };
    view! {
        <form
            class="page"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
            }
        >
            <div class="page__body">
                <SpaceOut />
                <Restored filling />
                {move || {
                    draft
                        .with(|draft| draft.instead.is_some())
                        .then(|| {
                            let text = Signal::stored(words.done_again_text().to_owned());
                            view! { <Notice mood=Mood::Info title=words.done_again() text /> }
                        })
                }}
                {move || {
                    directory
                        .with(Option::is_none)
                        .then(|| {
                            let text = Signal::stored(words.no_directory_text().to_owned());
                            view! { <Notice mood=Mood::Info title=words.no_directory() text /> }
                        })
                }}
                {move || {
                    trouble
                        .get()
                        .map(|problem| {
                            let text = words.perform_problem(&problem);
                            view! {
                                <div node_ref=said>
                                    <Notice mood=Mood::Error title=text />
                                </div>
                            }
                        })
                }}
                <Photos filling />
                <CategoryField filling />
                <Place filling />
                <Area
                    id="description"
                    label=words.description()
                    hint=words.description_hint()
                    value=Signal::derive(move || draft.with(|draft| draft.description.clone()))
                    error=filling.error(words, ReportField::Description)
                    on_input=move |text| filling.change(|draft| draft.description = text)
                    on_leave=move |()| keeper.now()
                />
                {(choices.len() > 1)
                    .then(|| {
                        let choices = choices.clone();
                        view! {
                            <Select
                                id="source"
                                label=words.source_label()
                                choices=Signal::stored(choices.to_vec())
                                value=Signal::derive(move || {
                                    draft.with(|draft| word(&draft.source))
                                })
                                on_choose=move |value: String| {
                                    if let Some(source) = from_word(&value) {
                                        filling.change(|draft| draft.source = source);
                                    }
                                }
                            />
                        }
                    })}
            </div>
            <div class="action-bar">
                <p class="action-bar__note" role="status">
                    {note}
                </p>
                <Button
                    label=Signal::derive(move || {
                        if busy.get() { words.saving() } else { words.save() }.to_owned()
                    })
                    icon=Glyph::Check
                    weight=Weight::Primary
                    large=true
                    busy=Signal::derive(move || busy.get() || filling.shrinking.get().is_some())
                    on_press=save
                />
            </div>
        </form>
    }
}
