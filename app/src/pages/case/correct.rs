//! Correcting one field, in a sheet.

use gridloop_shared::command::Command;
use gridloop_shared::model::{Area as Place, CaseId, FieldName};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use crate::components::{
    Area, Button, CategoryPicker, Choice, Dialog, Line, Mood, Notice, Select, Weight, use_toasts,
};
use crate::core::{PerformProblem, use_core};
use crate::i18n::use_words;
use crate::pages::again::{of_tray, use_again};
use crate::pages::session::use_names;
use crate::preferences::recent_categories;

/// The sheet; open while `field` names one.
#[component]
pub fn Correct(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
    /// Which field.
    field: RwSignal<Option<FieldName>>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let value = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<PerformProblem>);
    let before = move || {
        let field = field.get_untracked()?;
        let open = case.get_untracked()?;
        open.case
            .values(field)
            .into_iter()
            .next()
            .map(|it| it.value)
    };
    // What was typed when this was not taken, to be sent again.
    let asked = use_again();
    let again = move |of: FieldName| {
        let act = of_tray(core, asked.get_untracked()?).filter(|act| act.case == id)?;
        match act.command {
            Command::Correct { field, value } if field == of => Some((act.id, value)),
            _ => None,
        }
    };
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            value.set(again(field).map_or_else(|| before().unwrap_or_default(), |it| it.1));
            trouble.set(None);
        }
    });
    let send = move |text: String| {
        let Some(chosen) = field.get_untracked() else {
            return;
        };
        if Some(&text) == before().as_ref() {
            field.set(None);
            return;
        }
        busy.set(true);
        let instead = again(chosen).map(|it| it.0);
        spawn_local(async move {
            let command = Command::Correct {
                field: chosen,
                value: text,
            };
            let answer = core.perform_instead(Some(id), command, instead).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => {
                    let _ = field.try_set(None);
                    toasts.say(words.action_done(Action::Correct));
                }
                Err(problem) => {
                    let _ = trouble.try_set(Some(problem));
                }
            }
        });
    };
    let title = move || {
        field
            .get()
            .map(|it| words.correct_field(&words.field(it)))
            .unwrap_or_default()
    };
    let inputs = move || match field.get() {
        Some(FieldName::Category) => view! {
            <CategoryPicker
                directory=core.directory()
                recent=Signal::derive(recent_categories)
                chosen=Signal::derive(move || value.get().parse().ok())
                on_choose=move |id: gridloop_shared::model::CategoryId| send(id.to_string())
            />
        }
        .into_any(),
        Some(FieldName::Area) => view! { <AreaInputs value /> }.into_any(),
        Some(FieldName::Address) => view! {
            <Line
                id="correct-address"
                label=words.address()
                value=value
                on_input=move |text| value.set(text)
            />
        }
        .into_any(),
        Some(FieldName::Description) => view! {
            <Area
                id="correct-description"
                label=words.description()
                rows=6
                value=value
                on_input=move |text| value.set(text)
            />
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <Dialog
            id="correct-title"
            title=Signal::derive(title)
            open=Signal::derive(move || field.get().is_some())
            on_close=move |()| field.set(None)
        >
            <div class="dialog__body stack">
                {inputs}
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
                    label=words.save()
                    weight=Weight::Primary
                    large=true
                    busy=busy
                    on_press=move |()| send(value.get_untracked().trim().to_owned())
                />
            </div>
        </Dialog>
    }
}

/// Community and grid, as one value.
#[component]
fn AreaInputs(value: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let area = Memo::new(move |_| value.get().parse::<Place>().ok());
    let communities = Signal::derive(move || {
        names.get().directory().map_or_else(Vec::new, |directory| {
            directory
                .communities
                .iter()
                .map(|it| Choice::new(&it.id, words.name(&it.name)))
                .collect()
        })
    });
    let grids = Signal::derive(move || {
        let names = names.get();
        let own = names
            .directory()
            .zip(area.get())
            .map_or_else(Vec::new, |(directory, area)| {
                directory
                    .grids_of(&area.community)
                    .map(|grid| Choice::new(&grid.id, words.name(&grid.name)))
                    .collect::<Vec<_>>()
            });
        std::iter::once(Choice::new("", words.grid_unknown()))
            .chain(own)
            .collect::<Vec<_>>()
    });
    view! {
        <Select
            id="correct-community"
            label=words.community()
            choices=communities
            value=Signal::derive(move || area.get().map(|it| it.community.to_string()).unwrap_or_default())
            on_choose=move |community| value.set(community)
        />
        <Select
            id="correct-grid"
            label=words.grid()
            choices=grids
            value=Signal::derive(move || {
                area.get().and_then(|it| it.grid).map(|it| it.to_string()).unwrap_or_default()
            })
            on_choose=move |grid: String| {
                if let Some(area) = area.get_untracked() {
                    let area = Place { grid: grid.parse().ok(), ..area };
                    value.set(area.to_string());
                }
            }
        />
    }
}
