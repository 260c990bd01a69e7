//! The store's contract on a real IndexedDB: a page of its own for `tests/e2e/contract.test.mjs`, no part of the app.

use gridloop_app::store::{IndexedDb, contract};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

/// Resolves to one pair a promise: what is promised, and what was seen instead (empty when it was kept).
#[wasm_bindgen]
#[must_use]
pub fn run() -> Promise {
    future_to_promise(async {
        let outcomes = contract::run(async |name: String| IndexedDb::open(&name).await).await;
        let pairs = outcomes.into_iter().map(|outcome| {
            let broken = outcome.broken.unwrap_or_default();
            Array::of2(&outcome.promise.into(), &broken.into())
        });
        Ok(pairs.collect::<Array>().into())
    })
}

fn main() {}
