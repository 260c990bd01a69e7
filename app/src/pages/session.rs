//! Who is signed in, for the pages behind the gate, and the names of what the directory knows.

use std::sync::Arc;

use gridloop_shared::model::{Principal, Role};
use gridloop_shared::policy::{Office, holds};
use leptos::prelude::*;

use crate::core::{Session, use_core};
use crate::format::Names;
use crate::i18n::use_words;

/// The person behind the gate. Copied freely.
#[derive(Clone, Copy)]
pub struct Me(StoredValue<Arc<Session>>);

impl Me {
    /// The session.
    pub fn session(self) -> Arc<Session> {
        self.0.get_value()
    }

    /// Reads the principal.
    pub fn with<T>(self, read: impl FnOnce(&Principal) -> T) -> T {
        self.0.with_value(|session| read(&session.principal))
    }

    /// Whether one of the roles is this.
    pub fn has(self, role: Role) -> bool {
        self.with(|principal| principal.has(role))
    }

    /// Whether this person holds an office.
    pub fn holds(self, office: Office) -> bool {
        self.with(|principal| holds(principal, office))
    }

    /// Whether this person reports at all.
    pub fn may_report(self) -> bool {
        [
            Role::GridWorker,
            Role::Observer,
            Role::Committee,
            Role::Handler,
            Role::Supervisor,
        ]
        .into_iter()
        .any(|role| self.has(role))
    }
}

/// Makes the person known to the pages below.
pub fn provide_me(session: &Arc<Session>) {
    provide_context(Me(StoredValue::new(session.clone())));
}

/// The person behind the gate.
///
/// # Panics
/// Outside of the gate: a mistake of the program.
pub fn use_me() -> Me {
    expect_context()
}

/// The names of what the directory knows, in the language in use.
pub fn use_names() -> Signal<Names> {
    let words = use_words();
    let directory = use_core().directory();
    Signal::derive(move || Names::new(words, directory.get()))
}

/// The address of the first page, without a step in the history.
pub fn go_home() {
    if let Ok(history) = window().history() {
        // Refused only for another origin.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/"));
    }
}
