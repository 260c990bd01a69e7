//! The service worker that lets the app start without a network, and the newer version that it has ready.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// Its address.
const ADDRESS: &str = "/sw.js";

/// Registers it; `offered` is called when a newer version lies ready. Does nothing where there are no service workers.
pub fn register(offered: impl Fn() + 'static) {
    let Some(container) = container() else {
        return;
    };
    let offered: Rc<dyn Fn()> = Rc::new(offered);
    spawn_local(async move {
        if let Ok(found) = JsFuture::from(container.register(ADDRESS)).await {
            watch(&found.unchecked_into(), &container, &offered);
        }
    });
}

/// Lets the newer version take over, and reloads when it has. Only when the person says so.
pub fn apply() {
    let Some(container) = container() else {
        return;
    };
    spawn_local(async move {
        match registration(&container)
            .await
            .and_then(|registration| registration.waiting())
        {
            Some(waiting) => {
                reload_when_taken_over(&container);
                let message = Object::new();
                let _ = Reflect::set(&message, &"type".into(), &"activate".into());
                let _ = waiting.post_message(&message);
            }
            None => reload(),
        }
    });
}

/// Looks for a newer version: at times, and when the person comes back.
pub async fn look() {
    let Some(container) = container() else {
        return;
    };
    let found = registration(&container).await;
    if let Some(asked) = found.and_then(|registration| registration.update().ok()) {
        let _ = JsFuture::from(asked).await;
    }
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container.get_registration()).await.ok()?;
    found.dyn_into().ok()
}

fn watch(
    registration: &ServiceWorkerRegistration,
    container: &ServiceWorkerContainer,
    offered: &Rc<dyn Fn()>,
) {
    // Without a controller this is the first version ever, and nothing to be offered.
    let controlled = container.controller().is_some();
    if controlled && registration.waiting().is_some() {
        offered();
    }
    let (found, container, offered) = (registration.clone(), container.clone(), offered.clone());
    let on_found = Closure::<dyn FnMut()>::new(move || {
        let Some(installing) = found.installing() else {
            return;
        };
        let (worker, container, offered) = (installing.clone(), container.clone(), offered.clone());
        let on_state = Closure::<dyn FnMut(Event)>::new(move |_| {
            if worker.state() == ServiceWorkerState::Installed && container.controller().is_some() {
                offered();
            }
        });
        installing.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    });
    registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
    on_found.forget();
}

fn reload_when_taken_over(container: &ServiceWorkerContainer) {
    let done = Cell::new(false);
    let on_change = Closure::<dyn FnMut()>::new(move || {
        if !done.replace(true) {
            reload();
        }
    });
    container.set_oncontrollerchange(Some(on_change.as_ref().unchecked_ref()));
    on_change.forget();
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Not there on pages that are not secure.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    container.dyn_into().ok()
}
