//! What the browser grants: how much, and whether it will keep it.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::clock::whole;

/// Bytes used and granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// Used.
    pub usage: Option<u64>,
    /// Granted.
    pub quota: Option<u64>,
}

/// Whether the browser has promised not to clear what is stored by itself. `None`: it does not say.
pub async fn persisted() -> Option<bool> {
    granted(manager()?.persisted()).await
}

/// Asks it to.
pub async fn persist() -> Option<bool> {
    granted(manager()?.persist()).await
}

/// How much is used and granted.
pub async fn estimate() -> Estimate {
    let Some(answer) = estimated().await else {
        return Estimate::default();
    };
    let number = |key: &str| {
        let value = Reflect::get(&answer, &JsValue::from_str(key)).ok()?;
        u64::try_from(whole(value.as_f64()?)).ok()
    };
    Estimate {
        usage: number("usage"),
        quota: number("quota"),
    }
}

async fn estimated() -> Option<JsValue> {
    JsFuture::from(manager()?.estimate().ok()?).await.ok()
}

async fn granted(asked: Result<js_sys::Promise, JsValue>) -> Option<bool> {
    JsFuture::from(asked.ok()?).await.ok()?.as_bool()
}

/// Not there on pages that are not secure.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    storage.dyn_into().ok()
}
