//! Whole numbers with thousands apart; both languages group alike.

use leptos::wasm_bindgen::JsValue;

/// `10,000`.
pub fn number(n: usize) -> String {
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    if n < 1000 {
        return n.to_string();
    }
    js_sys::Number::from(JsValue::from(n))
        .to_locale_string("en")
        .into()
}
