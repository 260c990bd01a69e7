//! A mark beside the databases, of everybody of whom something lies in them: when they are gone and it is not, the browser has
//! cleared them.

use std::collections::BTreeSet;

use gridloop_shared::model::PersonId;
use leptos::prelude::window;

const KEY: &str = "gridloop.kept-for";

/// Whether something of somebody should be here.
pub fn is_set() -> bool {
    !read().is_empty()
}

/// Whether something of this person should be here.
pub fn is_set_for(person: &PersonId) -> bool {
    read().contains(person.as_str())
}

/// Something of this person is here, or nothing any more.
pub fn set(person: &PersonId, is_here: bool) {
    let mut people = read();
    let person = person.as_str().to_owned();
    if is_here {
        people.insert(person);
    } else {
        people.remove(&person);
    }
    if let Some(store) = store() {
        let people: Vec<String> = people.into_iter().collect();
        // Full or blocked: then nobody can say it later, and nothing else is worse.
        let _ = store.set_item(KEY, &people.join(" "));
    }
}

fn read() -> BTreeSet<String> {
    let kept = store().and_then(|store| store.get_item(KEY).ok().flatten());
    let people = kept.unwrap_or_default();
    people.split_whitespace().map(str::to_owned).collect()
}

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
