//! The time that pages show things by, moving on twice a minute. It decides nothing.

use std::time::Duration;

use gridloop_shared::model::Timestamp;
use leptos::prelude::*;

use crate::core::use_core;

#[derive(Clone, Copy)]
struct Clock(RwSignal<Timestamp>);

/// Lets the time run for this component and all below.
pub fn provide_clock() {
    let core = use_core();
    let now = RwSignal::new(core.now());
    // Without a timer the times on the page stand still until it is drawn again.
    if let Ok(timer) =
        set_interval_with_handle(move || now.set(core.now()), Duration::from_secs(30))
    {
        on_cleanup(move || timer.clear());
    }
    provide_context(Clock(now));
}

/// What time it is.
pub fn use_now() -> Signal<Timestamp> {
    use_context::<Clock>().map_or_else(|| Signal::stored(use_core().now()), |clock| clock.0.into())
}
