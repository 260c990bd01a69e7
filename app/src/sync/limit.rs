//! A limit of time that can be set anew: for the beginning of an answer, then for the rest of it.

use std::cell::RefCell;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use web_sys::{AbortController, AbortSignal};

/// Aborts a request when its time is over; lets it be when dropped.
pub(super) struct Limit {
    controller: Option<AbortController>,
    timer: RefCell<Option<TimeoutHandle>>,
}

impl Limit {
    /// So many milliseconds from now.
    pub(super) fn new(millis: u32) -> Self {
        let limit = Self {
            controller: AbortController::new().ok(),
            timer: RefCell::default(),
        };
        limit.reset(millis);
        limit
    }

    /// What the request listens to.
    pub(super) fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// So many milliseconds from now, whatever was before.
    pub(super) fn reset(&self, millis: u32) {
        let Some(controller) = self.controller.clone() else {
            return;
        };
        let millis = Duration::from_millis(millis.into());
        let timer = set_timeout_with_handle(move || controller.abort(), millis).ok();
        if let Some(before) = self.timer.replace(timer) {
            before.clear();
        }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}
