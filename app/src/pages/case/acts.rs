//! What this person can do with the case now: one large button, the rest behind 更多.

use gridloop_shared::command::offers;
use gridloop_shared::model::{CaseId, Principal, Role};
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Opening;
use super::step::StepSheet;
use super::step::spec::{is_at_once, sign};
use crate::components::{Button, Menu, MenuItem, Weight, use_toasts};
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::again::{action_of, of_tray, use_again};
use crate::pages::cases::use_wish;
use crate::pages::session::use_me;

/// The acts that lead the case on, in the order of the road: the first that applies is the large one.
const ONWARD: [Action; 11] = [
    Action::Accept,
    Action::Resubmit,
    Action::Dispatch,
    Action::GrantExtension,
    Action::Start,
    Action::Resume,
    Action::ReportBack,
    Action::Assist,
    Action::PassCheck,
    Action::Close,
    Action::Rate,
];
/// The acts that lead it back.
const BACK: [Action; 5] = [
    Action::Reject,
    Action::Return,
    Action::HandBack,
    Action::FailCheck,
    Action::DeclineExtension,
];
/// What is done beside the road.
const BESIDE: [Action; 15] = [
    Action::Contact,
    Action::PassPartly,
    Action::AskExtension,
    Action::Suspend,
    Action::Reassign,
    Action::CallAssistance,
    Action::ReleaseAssistance,
    Action::OpenMediation,
    Action::HoldMediation,
    Action::EndMediation,
    Action::PassUp,
    Action::TakeUp,
    Action::Merge,
    Action::Reopen,
    Action::GrantExtension,
];
/// Two equal answers to one question: the second stands beside the first.
const PAIRS: [(Action, Action); 2] = [
    (Action::PassCheck, Action::FailCheck),
    (Action::GrantExtension, Action::DeclineExtension),
];

/// The other answer to what this one answers.
fn counterpart(action: Action) -> Option<Action> {
    let pair = PAIRS.into_iter().find(|(yes, _)| *yes == action);
    pair.map(|(_, no)| no)
}

/// The bar of acts.
#[component]
pub fn Acts(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let toasts = use_toasts();
    let me = use_me();
    let wish = use_wish().0;
    let query = use_query_map();
    let is_comment = move || query.with_untracked(|query| query.get("as").is_some());
    let sheet = RwSignal::new(None::<Action>);
    let busy = RwSignal::new(None::<Action>);
    let offered = Memo::new(move |_| {
        case.with(|open| {
            open.as_ref()
                .map(|open| me.with(|principal| offers(principal, &open.case)))
                .unwrap_or_default()
        })
    });
    let act = move |action: Action| {
        if busy.get_untracked().is_some() {
            return;
        }
        let Some(command) = is_at_once(action) else {
            sheet.set(Some(action));
            return;
        };
        busy.set(Some(action));
        leptos::task::spawn_local(async move {
            let answer = core.perform(Some(id), command).await;
            let _ = busy.try_set(None);
            match answer {
                Ok(_) => toasts.say(words.action_done(action)),
                Err(problem) => toasts.say(words.perform_problem(&problem)),
            }
        });
    };
    Effect::new(move |_| {
        if let Some((case, action)) = wish.get() {
            wish.set(None);
            if case == id && offered.with_untracked(|offered| offered.contains(&action)) {
                act(action);
            }
        }
    });
    let again = use_again();
    let opened_for = StoredValue::new(None);
    Effect::new(move |_| {
        let Some(asked) = again
            .get()
            .filter(|asked| opened_for.get_value() != Some(*asked))
        else {
            return;
        };
        let act = of_tray(core, asked).filter(|act| act.case == id);
        let action = act.map(|act| action_of(&act.command));
        if let Some(action) = action.filter(|action| offered.with(|all| all.contains(action)))
            && is_at_once(action).is_none()
            && [&ONWARD[..], &BACK, &BESIDE].concat().contains(&action)
            && !is_comment()
        {
            opened_for.set_value(Some(asked));
            sheet.set(Some(action));
        }
    });
    let among = move |acts: &'static [Action]| {
        offered.with(|offered| {
            acts.iter()
                .copied()
                .filter(|act| offered.contains(act))
                .collect::<Vec<_>>()
        })
    };
    // More time may be given at any time; it leads on only when somebody has asked for it.
    let is_asked = Memo::new(move |_| {
        case.with(|open| {
            let open = open.as_ref();
            let assigned = open.and_then(|open| open.case.follow_up.state.assignment());
            assigned.is_some_and(|it| it.asked.is_some())
        })
    });
    let onward = move || {
        let mut onward = among(&ONWARD);
        onward.retain(|act| *act != Action::GrantExtension || is_asked.get());
        onward
    };
    let button = move |action: Action, weight: Weight| {
        let doing = Signal::derive(move || busy.get() == Some(action));
        view! {
            <Button
                label=words.action(action)
                icon=sign(action)
                weight
                large=true
                busy=doing
                on_press=move |()| act(action)
            />
        }
    };
    // What does not stand in the bar is behind 更多.
    let rest = Signal::derive(move || {
        let mut onward = onward();
        let first = onward.first().copied();
        let beside = first.and_then(counterpart);
        let mut later = if onward.is_empty() {
            Vec::new()
        } else {
            onward.split_off(1)
        };
        for act in [among(&BACK), among(&BESIDE)].concat() {
            if Some(act) != first && Some(act) != beside && !later.contains(&act) {
                later.push(act);
            }
        }
        later
            .into_iter()
            .map(|action| MenuItem {
                label: words.action(action).to_owned(),
                icon: sign(action),
                why_not: None,
                on_choose: Callback::new(move |()| act(action)),
            })
            .collect::<Vec<_>>()
    });
    // A supervisor may check in anybody's place, but it is not what the case waits for from them.
    let quiet = move |action: Action| {
        action == Action::PassCheck && me.has(Role::Supervisor) && !me.with(Principal::walks)
    };
    let bar = move || {
        let first = onward().into_iter().next();
        let beside = first
            .and_then(counterpart)
            .filter(|act| offered.with(|offered| offered.contains(act)));
        let items = rest.with(Vec::len);
        (first.is_some() || items > 0).then(|| {
            view! {
                <div class="action-bar">
                    {beside.map(|action| button(action, Weight::Secondary))}
                    {first
                        .map(|action| {
                            let weight = if quiet(action) { Weight::Secondary } else { Weight::Primary };
                            button(action, weight)
                        })}
                    {(items > 0)
                        .then(|| view! { <Menu id="case-menu" label=words.more() items=rest up=true /> })}
                </div>
            }
        })
    };
    view! {
        {bar}
        <StepSheet id case action=sheet />
    }
}
