//! How a case came to be known, by what the reporter is. Few have a choice.

use gridloop_shared::model::{Principal, Role, Source};

/// What this person may choose from, the usual one first.
pub fn sources(principal: &Principal) -> Vec<Source> {
    let mut sources = Vec::new();
    if principal.has(Role::Supervisor) {
        sources.extend([
            Source::Hotline,
            Source::Visit,
            Source::Enterprise,
            Source::Patrol,
        ]);
    }
    if principal.has(Role::GridWorker) || principal.has(Role::Handler) {
        sources.push(Source::Patrol);
    }
    if principal.has(Role::Committee) {
        sources.push(Source::Visit);
    }
    if principal.observation_point().is_some() {
        sources.push(Source::Observation);
    }
    let mut kept: Vec<Source> = Vec::new();
    for source in sources {
        if !kept.contains(&source) {
            kept.push(source);
        }
    }
    kept
}
