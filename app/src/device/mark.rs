//! A mark beside the databases, of everybody of whom something lies in them: when they are gone and it is not, the browser has
//! cleared them.

use std::collections::BTreeSet;

use gridloop_shared::model::PersonId;

use super::notes;

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
    let people: Vec<String> = people.into_iter().collect();
    // Where that is not kept, nobody can say it later, and nothing else is worse.
    notes::write(KEY, Some(&people.join(" ")));
}

fn read() -> BTreeSet<String> {
    let people = notes::read(KEY).unwrap_or_default();
    people.split_whitespace().map(str::to_owned).collect()
}
