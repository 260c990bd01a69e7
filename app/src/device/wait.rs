//! Letting time pass, and letting the browser draw.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits so many milliseconds.
pub async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Fails only in a page that is going away.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Ends the task, so that the browser can draw and answer a finger before it goes on.
pub async fn breathe() {
    match yielded() {
        Some(promise) => {
            let _ = JsFuture::from(promise).await;
        }
        None => sleep(0).await,
    }
}

/// The Prioritized Task Scheduling API (W3C), where it is: a timer waits four milliseconds for nothing.
fn yielded() -> Option<Promise> {
    let scheduler = Reflect::get(&js_sys::global(), &JsValue::from_str("scheduler")).ok()?;
    let function = Reflect::get(&scheduler, &JsValue::from_str("yield")).ok()?;
    let function: Function = function.dyn_into().ok()?;
    function.call0(&scheduler).ok()?.dyn_into().ok()
}
