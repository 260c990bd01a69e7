//! From what is held in memory to the signals that pages read.

use std::rc::Rc;
use std::sync::Arc;

use gridloop_shared::model::CaseId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::{Open, Reading};
use super::{Core, SyncLine, Tab};
use crate::device::sleep;
use crate::outbox::Changed;

/// Milliseconds between two publications of the list while the log comes in.
const NOT_OFTENER: i32 = 200;

impl Core {
    /// Rows have changed in the store: memory, lists and open cases follow. `at_once` for what this person just did.
    pub(super) fn follow(&self, open: &Rc<Open>, changed: &Changed, at_once: bool) {
        open.list.borrow_mut().merge(changed);
        if at_once {
            self.publish(open);
        } else {
            self.publish_soon(open);
        }
        self.reload(open, |id| changed.contains_key(&id));
    }

    /// The list, as it is now.
    pub(super) fn publish(&self, open: &Open) {
        let listed = open.list.borrow().listed();
        self.rows.set(Arc::new(listed));
    }

    /// At once, if that was not done just now; otherwise a little later, with whatever comes until then.
    pub(super) fn publish_soon(&self, open: &Rc<Open>) {
        if open.publishing.replace(true) {
            open.unpublished.set(true);
            return;
        }
        self.publish(open);
        let (core, open) = (*self, open.clone());
        spawn_local(async move {
            sleep(NOT_OFTENER).await;
            open.publishing.set(false);
            if open.unpublished.replace(false) {
                core.publish_soon(&open);
            }
        });
    }

    /// Reads the outbox, the tray and the photos again, and what hangs on them.
    pub(super) fn refresh(&self, open: &Rc<Open>) {
        if open.reading.get() != Reading::Not {
            open.reading.set(Reading::NowAndAgain);
            return;
        }
        let (core, open) = (*self, open.clone());
        spawn_local(async move {
            loop {
                open.reading.set(Reading::Now);
                if let Ok(queue) = open.read_queue().await {
                    open.list.borrow_mut().set_queue(&queue.outbox, &queue.tray);
                    open.queue.replace(queue);
                    core.say(&open);
                    core.publish_soon(&open);
                }
                if open.reading.get() == Reading::Now {
                    break;
                }
            }
            open.reading.set(Reading::Not);
        });
    }

    /// The one line, and the list behind it.
    pub(super) fn say(&self, open: &Open) {
        let status = open.status.get();
        let stuck = open
            .engine
            .borrow()
            .as_ref()
            .map(|engine| engine.stuck())
            .unwrap_or_default();
        let (unreadable, waiting, held_up, unsent, aside) = {
            let queue = open.queue.borrow();
            (
                queue.unreadable,
                queue.waiting(status.sending, &stuck),
                queue.trouble(&stuck),
                queue.unsent(),
                // While a revoked device hands over, the tray is what has gone.
                if open.revoked.get() {
                    0
                } else {
                    queue.tray.len()
                },
            )
        };
        if self.storage.with_untracked(|report| report.unreadable) != unreadable {
            self.storage.update(|report| report.unreadable = unreadable);
        }
        self.say_listing(open);
        let fetching = open.fetching.get().then(|| open.list.borrow().len());
        // One case that the server stumbles over is trouble too, although the others come and go.
        let trouble = status.trouble.or(held_up);
        let line = SyncLine::of(unsent, aside, trouble, status.signed_out, fetching);
        if self.line.get_untracked() != line {
            self.line.set(line);
        }
        if *self.waiting.get_untracked() != waiting {
            self.waiting.set(Arc::new(waiting));
        }
        if self.clock_off.get_untracked() != status.clock_off {
            self.clock_off.set(status.clock_off);
        }
    }

    /// Reads the open cases again that `which` names.
    pub(super) fn reload(&self, open: &Rc<Open>, which: impl Fn(CaseId) -> bool) {
        let watched = self
            .home
            .try_with_value(|home| home.watched.clone())
            .unwrap_or_default();
        for watch in watched.into_iter().filter(|watch| which(watch.id)) {
            let open = open.clone();
            spawn_local(async move {
                let opened = open.open_case(watch.id).await;
                // Gone by now, if the person has left the page.
                if watch
                    .signal
                    .try_get_untracked()
                    .is_some_and(|shown| shown != opened)
                {
                    let _ = watch.signal.try_set(opened);
                }
            });
        }
    }

    /// This tab's part.
    pub(super) fn is_now(&self, tab: Tab) {
        self.storage.update(|report| report.this_tab = tab);
    }
}
