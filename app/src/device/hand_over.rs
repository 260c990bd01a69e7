//! Giving a text to somebody else: by the phone's own way of sharing, or by the clipboard.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How a text was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    /// The phone has asked to whom, and that was the end of it.
    Shared,
    /// It is on the clipboard.
    Copied,
    /// The browser does neither.
    Not,
}

/// Gives a text to somebody else.
pub async fn hand_over(text: &str) -> HandedOver {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return HandedOver::Not;
    };
    let what = Object::new();
    // Setting a property of a fresh object does not fail.
    let _ = Reflect::set(&what, &"text".into(), &text.into());
    if call(&navigator, "share", &what).await {
        return HandedOver::Shared;
    }
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
    if call(&clipboard, "writeText", &text.into()).await {
        HandedOver::Copied
    } else {
        HandedOver::Not
    }
}

/// Calls a function that promises, if it is there. Answers whether it kept its promise.
async fn call(of: &JsValue, name: &str, with: &JsValue) -> bool {
    let promised = || -> Option<Promise> {
        let function = Reflect::get(of, &name.into()).ok()?;
        let function: Function = function.dyn_into().ok()?;
        function.call1(of, with).ok()?.dyn_into().ok()
    };
    match promised() {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}
