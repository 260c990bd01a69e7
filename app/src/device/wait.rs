//! Letting time pass, and letting the browser draw.

use js_sys::Promise;
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
    sleep(0).await;
}
