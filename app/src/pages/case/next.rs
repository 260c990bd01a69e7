//! Who is to do what next, in one line.

use gridloop_shared::command::offers;
use gridloop_shared::model::{Case, Principal};
use gridloop_shared::policy::Action;
use gridloop_shared::workflow::State;

use crate::format::Names;
use crate::i18n::Words;

/// The act that leads the case on, if it is this person's.
pub fn yours(principal: &Principal, case: &Case) -> Option<Action> {
    let asked = case.follow_up.state.assignment();
    let asked = asked.is_some_and(|it| it.asked.is_some());
    if asked && offers(principal, case).contains(&Action::GrantExtension) {
        return Some(Action::GrantExtension);
    }
    let action = match case.follow_up.state {
        State::Reported => Action::Accept,
        State::Returned { .. } => Action::Resubmit,
        State::Accepted => Action::Dispatch,
        State::Dispatched(..) => Action::Start,
        State::Handling(..) => Action::ReportBack,
        State::Suspended(..) => Action::Resume,
        State::Handled(..) => Action::PassCheck,
        State::Checked(..) => Action::Close,
        State::Closed { rating: None, .. } => Action::Rate,
        _ => return None,
    };
    // A supervisor may check in anybody's place, but it is not theirs.
    let theirs = action != Action::PassCheck || principal.walks();
    (theirs && offers(principal, case).contains(&action)).then_some(action)
}

/// What is waited for; nothing when the case has ended and been rated.
pub fn next(words: Words, names: &Names, case: &Case) -> Option<String> {
    Some(match &case.follow_up.state {
        State::Reported => words.next_accept().to_owned(),
        State::Returned { .. } => words.next_resubmit().to_owned(),
        State::Accepted => words.next_dispatch().to_owned(),
        State::Dispatched(it) => words.next_start(&names.department(&it.department)),
        State::Handling(it) => words.next_report_back(&names.department(&it.department)),
        State::Suspended(it) => words.next_resume(&names.department(&it.department)),
        State::Handled(..) => words.next_check().to_owned(),
        State::Checked(it, ..) => match it.awaited().next() {
            Some(department) => words.next_assist(&names.department(department)),
            None => words.next_close().to_owned(),
        },
        State::Closed { rating: None, .. } => words.next_rate().to_owned(),
        State::Closed { .. } | State::Rejected { .. } | State::Merged { .. } => return None,
    })
}
