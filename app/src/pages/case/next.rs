//! Who is to do what next, in one line.

use gridloop_shared::model::Case;
use gridloop_shared::workflow::State;

use crate::format::Names;
use crate::i18n::Words;

/// What is waited for; nothing when the case has ended and been rated.
pub fn next(words: Words, names: &Names, case: &Case) -> Option<String> {
    Some(match &case.follow_up.state {
        State::Reported => words.next_accept().to_owned(),
        State::Accepted => words.next_dispatch().to_owned(),
        State::Dispatched(it) => words.next_start(&names.department(&it.department)),
        State::Handling(it) | State::Suspended(it) => {
            words.next_report_back(&names.department(&it.department))
        }
        State::Handled(..) => words.next_check().to_owned(),
        State::Checked(..) => words.next_close().to_owned(),
        State::Closed { rating: None, .. } => words.next_rate().to_owned(),
        State::Closed { .. } | State::Rejected { .. } | State::Merged { .. } => return None,
    })
}
