//! An answer counts as seen when the one who reported opens the ended case: recorded once, by itself.

use gridloop_shared::command::{Command, offer};
use gridloop_shared::model::CaseId;
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use crate::core::use_core;
use crate::pages::session::use_me;

/// Watches the case while its page is open.
pub fn see_answer(id: CaseId, case: Opening) {
    let core = use_core();
    let me = use_me();
    let done = StoredValue::new(false);
    Effect::new(move |_| {
        let unseen = case.with(|case| {
            case.as_ref().is_some_and(|open| {
                let case = &open.case;
                let ended = case.follow_up.state.stage().is_ended();
                me.with(|principal| {
                    ended
                        && case.reporter == principal.person
                        && !case.follow_up.answer_seen
                        && offer(principal, case, Action::SeeAnswer).is_ok()
                })
            })
        });
        if unseen && !done.get_value() {
            done.set_value(true);
            spawn_local(async move {
                // Not kept: it is tried again at the next opening.
                let _ = core.perform(Some(id), Command::SeeAnswer).await;
            });
        }
    });
}
