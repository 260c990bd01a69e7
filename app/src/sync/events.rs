//! The server's wake-up call: a line whenever the log has grown, and a word when a photo has come. Without it the courier looks from time to time.

use std::rc::Rc;

use gridloop_shared::sync::PROTOCOL;
use wasm_bindgen::prelude::*;
use web_sys::{EventSource, MessageEvent};

use crate::outbox::Event;

/// Listening while it lives.
pub(super) struct Listening {
    source: EventSource,
    _on_open: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut()>,
    _on_line: Closure<dyn FnMut(MessageEvent)>,
    _on_photo: Closure<dyn FnMut()>,
}

impl Listening {
    /// Begins to listen; `tell` hears of calls, and of whether they can come at all, `photos_came` when photos may have come, be it
    /// while nobody listened. The browser reconnects by itself.
    pub(super) fn start(tell: &Rc<dyn Fn(Event)>, photos_came: Rc<dyn Fn()>) -> Option<Self> {
        // A page cannot give an event source our header.
        let address = format!("/api/v1/sync/events?protocol={PROTOCOL}");
        let source = EventSource::new(&address).ok()?;
        let heard = tell.clone();
        let meanwhile = photos_came.clone();
        let on_open = Closure::new(move || {
            heard(Event::Events(true));
            meanwhile();
        });
        let heard = tell.clone();
        let on_error = Closure::new(move || heard(Event::Events(false)));
        let heard = tell.clone();
        let on_line = Closure::new(move |_: MessageEvent| heard(Event::Woken));
        let on_photo = Closure::new(move || photos_came());
        source
            .add_event_listener_with_callback("photo", on_photo.as_ref().unchecked_ref())
            .ok()?;
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        source.set_onmessage(Some(on_line.as_ref().unchecked_ref()));
        Some(Self {
            source,
            _on_open: on_open,
            _on_error: on_error,
            _on_line: on_line,
            _on_photo: on_photo,
        })
    }

    /// Whether the browser has given up, as it does after an answer that is no stream.
    pub(super) fn is_closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.source.close();
    }
}
