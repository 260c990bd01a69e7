//! Short notes beside the databases. A browser that keeps nothing loses these, and nothing else.

use leptos::prelude::window;

/// What is noted under a key.
pub fn read(key: &str) -> Option<String> {
    store()?.get_item(key).ok().flatten()
}

/// Notes something, or nothing any more. Full or blocked: it holds until the page is closed.
pub fn write(key: &str, value: Option<&str>) {
    if let Some(store) = store() {
        let _ = match value {
            Some(value) => store.set_item(key, value),
            None => store.remove_item(key),
        };
    }
}

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
