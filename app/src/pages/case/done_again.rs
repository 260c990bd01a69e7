//! What was meant by a step that came too late, as an act that applies now, if there is one.

use gridloop_shared::command::{Command, offer};
use gridloop_shared::model::{Case, Principal};
use gridloop_shared::policy::Action;
use gridloop_shared::workflow::StepKind;

use crate::i18n::Words;

/// The act, if this person may take it now.
pub fn done_again(words: Words, me: &Principal, case: &Case, kind: &StepKind) -> Option<Command> {
    let may = |action| offer(me, case, action).is_ok();
    match kind.clone() {
        // Meant for another department than the one that has it.
        StepKind::Dispatched {
            department,
            assisting,
            term,
        }
        | StepKind::Reassigned {
            department,
            assisting,
            term,
            ..
        } if case.follow_up.state.assignment().map(|it| &it.department) != Some(&department) => {
            if may(Action::Dispatch) {
                Some(Command::Dispatch {
                    department,
                    assisting,
                    term,
                })
            } else if may(Action::Reassign) {
                let reason = words.as_meant_before().to_owned();
                Some(Command::Reassign {
                    department,
                    assisting,
                    term,
                    reason,
                })
            } else {
                None
            }
        }
        StepKind::Accepted if may(Action::Accept) => Some(Command::Accept),
        StepKind::Rejected { reason } if may(Action::Reject) => Some(Command::Reject { reason }),
        StepKind::Merged { into } if may(Action::Merge) => Some(Command::Merge { into }),
        StepKind::Closed if may(Action::Close) => Some(Command::Close),
        StepKind::CheckFailed { reason, photos } if may(Action::FailCheck) => {
            Some(Command::FailCheck { reason, photos })
        }
        StepKind::CheckFailed { reason, photos } if may(Action::Reopen) => {
            Some(Command::Reopen { reason, photos })
        }
        StepKind::Reopened { reason, photos } if may(Action::Reopen) => {
            Some(Command::Reopen { reason, photos })
        }
        // More time is not given again by a press: it might be given twice.
        _ => None,
    }
}
