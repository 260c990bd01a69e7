//! What is chosen beside the words of a step: a department and its deadline, an answer, a rating.

use gridloop_shared::model::{Adoption, Case, CategoryId};
use leptos::prelude::*;

use super::command::{Lacks, split};
use super::spec::Chosen;
use crate::clock::use_now;
use crate::components::{Choice, Field, FieldError, Line, Need, RatingChoice, Segmented, Select};
use crate::core::StepDraft;
use crate::format::{civil, work_day_end};
use crate::i18n::use_words;
use crate::pages::session::use_names;
use gridloop_shared::json::{from_word, word};
use gridloop_shared::workflow::{Effect, StepKind};

/// The deadline and department that a category usually has, as a draft keeps them.
pub fn usual(
    case: &Case,
    names: &crate::format::Names,
    now: gridloop_shared::model::Timestamp,
) -> String {
    let id: &CategoryId = case.category.value();
    let category = names.category_of(id);
    let usual = category.and_then(|category| category.department.clone());
    let back = case
        .follow_up
        .entries
        .iter()
        .filter(|entry| entry.effect == Effect::Effective)
        .filter_map(|entry| match &entry.step.kind {
            StepKind::HandedBack {
                department,
                suggested,
                ..
            } => Some((department, suggested)),
            _ => None,
        })
        .next_back();
    // Whoever handed it back does not get it again by itself, and their advice counts.
    let department = match back {
        Some((by, suggested)) => suggested.clone().or(usual.filter(|usual| usual != by)),
        None => usual,
    };
    let department = department.map(|id| id.to_string()).unwrap_or_default();
    let days = category.map_or(5, |category| category.days);
    format!("{department}|{}", civil(work_day_end(now, days)))
}

/// The choice of a step.
#[component]
pub fn Choices(
    /// Which.
    chosen: Chosen,
    /// The form.
    draft: RwSignal<StepDraft>,
    /// What it lacks.
    lacks: RwSignal<Lacks>,
    /// It has changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let choose = Callback::new(move |choice: String| {
        draft.update(|draft| draft.choice = Some(choice));
        lacks.update(|lacks| {
            lacks.choice = false;
            lacks.due = false;
        });
        on_change.run(());
    });
    let choice =
        Signal::derive(move || draft.with(|draft| draft.choice.clone().unwrap_or_default()));
    let error = Signal::derive(move || {
        lacks
            .with(|it| it.choice)
            .then(|| words.choose_rating().to_owned())
    });
    match chosen {
        Chosen::Nothing => ().into_any(),
        Chosen::Rating => view! {
            <RatingChoice
                chosen=Signal::derive(move || from_word(&choice.get()))
                on_choose=move |rating| choose.run(word(&rating))
            />
            <FieldError id="rating" error />
        }
        .into_any(),
        Chosen::Adoption => {
            let all = [
                Adoption::Adopted,
                Adoption::PartlyAdopted,
                Adoption::Declined,
            ];
            view! {
                <Field id="adoption" label=words.adoption_label() need=Need::Required error>
                    <Segmented
                        name="adoption"
                        legend=words.adoption_label()
                        choices=all.map(|it| (Some(it), words.adoption(it))).to_vec()
                        chosen=Signal::derive(move || from_word(&choice.get()))
                        on_choose=move |it| {
                            if let Some(it) = it {
                                choose.run(word(&it));
                            }
                        }
                    />
                </Field>
            }
            .into_any()
        }
        Chosen::Suggestion => view! {
            <Departments
                id="suggested"
                label=words.suggested()
                need=Need::Optional
                value=choice
                error=Signal::stored(None::<String>)
                on_choose=choose
            />
        }
        .into_any(),
        Chosen::Dispatch => view! { <DispatchInputs choice lacks on_choose=choose /> }.into_any(),
    }
}

#[component]
fn DispatchInputs(
    choice: Signal<String>,
    lacks: RwSignal<Lacks>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let now = use_now();
    let part = move |second: bool| {
        Signal::derive(move || {
            choice.with(|choice| {
                let (department, due) = split(Some(choice));
                if second { due } else { department }.to_owned()
            })
        })
    };
    let (department, due) = (part(false), part(true));
    view! {
        <Departments
            id="department"
            label=words.dispatch_to()
            need=Need::Required
            value=department
            error=Signal::derive(move || lacks.with(|it| it.choice).then(|| words.field_missing().to_owned()))
            on_choose=move |id: String| on_choose.run(format!("{id}|{}", due.get_untracked()))
        />
        <Line
            id="due"
            kind="datetime-local"
            label=words.due()
            need=Need::Required
            hint=words.due_hint()
            value=due
            error=Signal::derive(move || lacks.with(|it| it.due).then(|| words.due_past().to_owned()))
            on_input=move |text: String| {
                on_choose.run(format!("{}|{text}", department.get_untracked()));
            }
        />
        <DueShortcuts
            on_choose=move |days: u16| {
                let due = civil(work_day_end(now.get_untracked(), days));
                on_choose.run(format!("{}|{due}", department.get_untracked()));
            }
        />
    }
}

/// The usual terms, one press each.
#[component]
fn DueShortcuts(#[prop(into)] on_choose: Callback<u16>) -> impl IntoView {
    let words = use_words();
    let chip = move |days: u16| {
        view! {
            <button class="chip" type="button" on:click=move |_| on_choose.run(days)>
                {words.work_days(usize::from(days))}
            </button>
        }
    };
    view! {
        <div class="filter-row" role="group" aria-label=words.due()>
            {[1, 3, 5, 15].map(chip).into_iter().collect_view()}
        </div>
    }
}

#[component]
fn Departments(
    id: &'static str,
    label: &'static str,
    need: Need,
    value: Signal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let choices = Signal::derive(move || {
        let names = names.get();
        let all = names
            .directory()
            .map_or(&[][..], |directory| &directory.departments);
        std::iter::once(Choice::new("", words.choose()))
            .chain(
                all.iter()
                    .map(|it| Choice::new(&it.id, words.name(&it.name))),
            )
            .collect::<Vec<_>>()
    });
    view! { <Select id label need choices value error on_choose /> }
}
