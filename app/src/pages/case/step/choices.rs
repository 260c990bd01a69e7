//! What is chosen beside the words of a step: departments and their time, an answer, a rating, another case.

use gridloop_shared::json::{from_word, word};
use gridloop_shared::model::{Case, CategoryId, ContactWay, MediationLevel, Term, Timestamp};
use gridloop_shared::policy::Action;
use gridloop_shared::workflow::StepKind;
use leptos::prelude::*;

use super::command::Lacks;
use super::departments::{Among, Assisting, Departments};
use super::other_case::OtherCase;
use super::spec::{Chosen, Few};
use super::term::{Dispatching, term_text};
use super::term_inputs::TermInputs;
use crate::components::{Field, FieldError, Need, RatingChoice, Segmented};
use crate::core::StepDraft;
use crate::format::Names;
use crate::i18n::use_words;
use crate::pages::case::Opening;
use crate::pages::session::use_names;

/// What a form has chosen before anybody has.
pub fn usual(action: Action, chosen: Chosen, case: &Case, names: &Names) -> Option<String> {
    match (action, chosen) {
        (_, Chosen::Dispatch) => Some(usual_dispatch(action, case, names)),
        (Action::GrantExtension, Chosen::Term) => {
            let asked = case.follow_up.state.assignment()?.asked.as_ref()?;
            Some(term_text(asked.term))
        }
        (_, Chosen::One(Few::Way)) => Some(word(&ContactWay::Phone)),
        (_, Chosen::One(Few::Level)) => {
            let tried = !case.follow_up.mediations.is_empty();
            Some(word(if tried {
                &MediationLevel::Subdistrict
            } else {
                &MediationLevel::Community
            }))
        }
        _ => None,
    }
}

/// The department and the time that a category usually has.
fn usual_dispatch(action: Action, case: &Case, names: &Names) -> String {
    let id: &CategoryId = case.category.value();
    let category = names.category_of(id);
    let usual = category.and_then(|category| category.department.clone());
    let back = case
        .follow_up
        .effective()
        .filter_map(|step| match &step.kind {
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
    // Whoever has it is not whom it goes to from them.
    let has_it = case.follow_up.state.assignment().map(|it| &it.department);
    let department = department.filter(|it| action == Action::Dispatch || Some(it) != has_it);
    Dispatching {
        department: department.map(|id| id.to_string()).unwrap_or_default(),
        term: term_text(Term::Days(category.map_or(5, |category| category.days))),
        assisting: Vec::new(),
    }
    .write()
}

/// The choice of a step.
#[component]
pub fn Choices(
    /// Which.
    chosen: Chosen,
    /// The case.
    case: Opening,
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
    let no_term =
        Signal::derive(move || lacks.with(|it| it.due).then(|| words.due_past().to_owned()));
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
        Chosen::One(few) => view! { <OneOf few choice error on_choose=choose /> }.into_any(),
        Chosen::Suggestion => view! {
            <Departments
                id="suggested"
                label=words.suggested()
                need=Need::Optional
                among=Among::All
                case
                value=choice
                error=Signal::stored(None::<String>)
                on_choose=choose
            />
        }
        .into_any(),
        Chosen::Department | Chosen::Assisting => {
            let among = match chosen {
                Chosen::Assisting => Among::Assisting,
                _ => Among::Others,
            };
            view! {
                <Departments
                    id="department"
                    label=words.assisting_department()
                    need=Need::Required
                    among
                    case
                    value=choice
                    error
                    on_choose=choose
                />
            }
            .into_any()
        }
        Chosen::Term => view! {
            <TermInputs
                label=words.more_time()
                from=more_from(case)
                value=choice
                error=no_term
                on_choose=choose
            />
        }
        .into_any(),
        Chosen::Case => view! { <OtherCase case value=choice error on_choose=choose /> }.into_any(),
        Chosen::Dispatch => {
            view! { <DispatchInputs case choice error no_term on_choose=choose /> }.into_any()
        }
    }
}

/// From when on more time is counted: from the deadline, as it stands.
fn more_from(case: Opening) -> Signal<Option<Timestamp>> {
    let names = use_names();
    Signal::derive(move || {
        case.with(|open| {
            let open = open.as_ref()?;
            let clock = open.clocks.stage.as_ref()?;
            let due = names.get().due_of(clock, open.case.category.value())?;
            Some(due.due)
        })
    })
}

#[component]
fn OneOf(
    few: Few,
    choice: Signal<String>,
    error: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let all = few.choices(words);
    let shown = all.iter().enumerate();
    let shown = shown.map(|(at, (_, label))| (Some(at), *label)).collect();
    let all = StoredValue::new(all);
    let place =
        move |choice: &str| all.with_value(|all| all.iter().position(|(word, _)| word == choice));
    let take = move |at: Option<usize>| {
        let word = all.with_value(|all| Some(all.get(at?)?.0.clone()));
        if let Some(word) = word {
            on_choose.run(word);
        }
    };
    view! {
        <Field id="one" label=few.label(words) need=Need::Required error>
            <Segmented
                name="one"
                legend=few.label(words)
                choices=shown
                chosen=Signal::derive(move || choice.with(|choice| place(choice)))
                on_choose=take
            />
        </Field>
    }
}

#[component]
fn DispatchInputs(
    case: Opening,
    choice: Signal<String>,
    error: Signal<Option<String>>,
    no_term: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let words = use_words();
    let all = Memo::new(move |_| choice.with(|choice| Dispatching::read(choice)));
    let with = move |change: &dyn Fn(&mut Dispatching)| {
        let mut all = all.get_untracked();
        change(&mut all);
        on_choose.run(all.write());
    };
    let assist = move |assisting: Vec<String>| with(&|all| all.assisting.clone_from(&assisting));
    view! {
        <Departments
            id="department"
            label=words.dispatch_to()
            need=Need::Required
            among=Among::All
            case
            value=Signal::derive(move || all.with(|all| all.department.clone()))
            error
            on_choose=move |id: String| with(&|all| all.department.clone_from(&id))
        />
        <TermInputs
            label=words.due()
            from=Signal::stored(None)
            value=Signal::derive(move || all.with(|all| all.term.clone()))
            error=no_term
            on_choose=move |term: String| with(&|all| all.term.clone_from(&term))
        />
        <Assisting
            lead=Signal::derive(move || all.with(|all| all.department.clone()))
            chosen=Signal::derive(move || all.with(|all| all.assisting.clone()))
            on_change=assist
        />
    }
}
