//! Keeps what is half typed at every pause: after a moment without typing, and when the page goes out of sight.

use std::time::Duration;

use leptos::prelude::*;

/// So long after the last key.
const PAUSE: Duration = Duration::from_millis(400);

/// Something that is saved at pauses.
#[derive(Clone, Copy)]
pub struct Keeper {
    save: Callback<()>,
    turn: StoredValue<u32>,
    over: StoredValue<bool>,
}

impl Keeper {
    /// Saves by `save`; also when the page is hidden or left.
    pub fn new(save: impl Fn() + Send + Sync + 'static) -> Self {
        let keeper = Self {
            save: Callback::new(move |()| save()),
            turn: StoredValue::new(0),
            over: StoredValue::new(false),
        };
        for event in ["visibilitychange", "pagehide"] {
            let heard = window_event_listener_untyped(event, move |_| keeper.now());
            on_cleanup(move || heard.remove());
        }
        keeper
    }

    /// Something changed: save after a pause.
    pub fn touch(self) {
        let turn = self.next();
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.now();
                }
            },
            PAUSE,
        );
    }

    /// Save at once.
    pub fn now(self) {
        self.next();
        if self.over.try_get_value() == Some(false) {
            self.save.run(());
        }
    }

    /// It was sent or thrown away: nothing is saved any more.
    pub fn stop(self) {
        self.over.set_value(true);
    }

    /// There is something to save again.
    pub fn start(self) {
        self.over.set_value(false);
    }

    fn next(self) -> u32 {
        self.turn
            .try_update_value(|turn| {
                *turn = turn.wrapping_add(1);
                *turn
            })
            .unwrap_or_default()
    }
}
