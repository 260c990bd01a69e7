//! A short word that something is done, said aloud as well. Never for errors.

use std::time::Duration;

use leptos::prelude::*;

use super::{Glyph, Icon, IconSize};

/// What may be said at the foot of the page.
#[derive(Clone, Copy)]
pub struct Saying {
    text: RwSignal<Option<String>>,
    turn: StoredValue<u32>,
}

impl Saying {
    /// Says it for a while.
    pub fn say(self, text: impl Into<String>) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let turn = self.turn.get_value();
        self.text.set(Some(text.into()));
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.text.set(None);
                }
            },
            Duration::from_secs(6),
        );
    }
}

/// Makes [`use_toasts`] work below.
pub fn provide_toasts() {
    provide_context(Saying {
        text: RwSignal::new(None),
        turn: StoredValue::new(0),
    });
}

/// The one who says.
pub fn use_toasts() -> Saying {
    use_context().unwrap_or_else(|| Saying {
        text: RwSignal::new(None),
        turn: StoredValue::new(0),
    })
}

/// Where it is said: in the page from the start, empty.
#[component]
pub fn Toasts() -> impl IntoView {
    let saying = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                saying
                    .text
                    .get()
                    .map(|text| {
                        view! {
                            <div class="toast">
                                <Icon of=Glyph::Check size=IconSize::Small />
                                <span class="toast__text">{text}</span>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
