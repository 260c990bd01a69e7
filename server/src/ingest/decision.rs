//! What becomes of held acts when a supervisor has decided. What was judged before is taken as its author wrote it, and nobody's
//! rights are asked again; what could not be judged, because it builds on something held, is judged now.

use std::collections::HashMap;

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{DeviceId, PersonId, Principal, Timestamp};
use gridloop_shared::sync::{Code, PushChange, Ruling};

use super::decode::{Decoded, decode};
use super::desk::Desk;
use super::judge::{trusted, unjudged};
use crate::auth::Sender;
use crate::contained::contained;
use crate::state::Subdistrict;
use crate::store::{Admission, Decision, SetAside};

/// A decision, with all that is held of the document.
pub struct ToRule {
    ruling: Ruling,
    /// In the order in which it came.
    changes: Vec<Decoded>,
    held: Vec<Aside>,
}

/// How a change is held.
struct Aside {
    author: Option<Sender>,
    person: PersonId,
    device: DeviceId,
    code: Code,
    at: Timestamp,
}

/// What a decision comes to.
pub struct Ruled {
    /// What is taken.
    pub admissions: Vec<Admission>,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

impl ToRule {
    /// Decodes what is held. Blocks for some microseconds a change.
    pub fn new(ruling: Ruling, held: Vec<SetAside>, authors: &HashMap<DeviceId, Sender>) -> Self {
        let of = |aside: &SetAside| Aside {
            author: authors.get(&aside.device).cloned(),
            person: aside.person.clone(),
            device: aside.device,
            code: aside.code,
            at: aside.at,
        };
        let facts = held.iter().map(of).collect();
        let changes = held
            .into_iter()
            .map(
                |SetAside {
                     document, bytes, ..
                 }| PushChange { document, bytes },
            )
            .collect();
        Self {
            ruling,
            changes: decode(changes),
            held: facts,
        }
    }

    /// The changes.
    pub fn changes(&self) -> &[Decoded] {
        &self.changes
    }

    /// Takes it or sets it aside for good, and with it what builds on it: taken is only what its own device added, refused is
    /// whatever cannot stand any more.
    ///
    /// # Errors
    /// Why nothing was decided; everything is held as before. [`Code::NotFound`] when somebody else was faster,
    /// [`Code::BuildsOnHeld`] when that is to be decided first, otherwise it cannot be taken any more.
    pub fn carry_out(
        &self,
        by: &Principal,
        own: &Subdistrict,
        desk: &mut Desk,
        index: usize,
        now: Timestamp,
    ) -> Result<Ruled, Code> {
        let mut ruled = Ruled {
            admissions: Vec::new(),
            decisions: Vec::new(),
        };
        // Whether each was taken.
        let mut decided: HashMap<ChangeHash, bool> = HashMap::new();
        for (decoded, aside) in self.changes.iter().zip(&self.held) {
            let Ok(change) = &decoded.change else {
                continue;
            };
            let is_its_device = aside.device == self.ruling.device;
            let is_it = decoded.hash == self.ruling.hash && is_its_device;
            let stands_on: Vec<bool> = change
                .dependencies()
                .filter_map(|hash| decided.get(&hash).copied())
                .collect();
            let falls = stands_on.contains(&false);
            let follows = aside.code == Code::BuildsOnHeld
                && (falls || (is_its_device && !stands_on.is_empty()));
            if !(is_it || follows) || !desk.is_still_held(&decoded.hash, &aside.device) {
                continue;
            }
            let index = index.saturating_add(ruled.admissions.len());
            let refused = is_it && !self.ruling.take;
            let kept_as = if refused && is_done(decoded, &aside.person, desk) != Ok(true) {
                Some(Code::RuledOut)
            } else if falls {
                Some(Code::BuildsOnRefused)
            } else {
                match taken(own, decoded, aside, desk, index) {
                    Ok(admission) => {
                        ruled.admissions.extend(admission);
                        None
                    }
                    Err(Code::NotFound) if is_it && desk.waits(change.dependencies()) => {
                        return Err(Code::BuildsOnHeld);
                    }
                    Err(_) if is_it => return Err(Code::OutOfSequence),
                    // It builds on something else that is still held, or that came as another change: it is decided by itself.
                    Err(Code::NotFound) => continue,
                    Err(code) => Some(code),
                }
            };
            decided.insert(decoded.hash, kept_as.is_none());
            desk.decided(decoded.hash, aside.device);
            ruled.decisions.push(Decision {
                subdistrict: by.subdistrict.clone(),
                hash: decoded.hash,
                device: aside.device,
                command: change.command,
                kept_as,
                reason: self.ruling.reason.clone(),
                by: by.person.clone(),
                at: now,
            });
        }
        if ruled.decisions.is_empty() {
            return Err(Code::NotFound);
        }
        Ok(ruled)
    }
}

/// Takes a change. One whose act its author has done again since is there already.
fn taken(
    own: &Subdistrict,
    decoded: &Decoded,
    aside: &Aside,
    desk: &mut Desk,
    index: usize,
) -> Result<Option<Admission>, Code> {
    if is_done(decoded, &aside.person, desk)? {
        return Ok(None);
    }
    if crowds(decoded, desk) {
        return Err(Code::OutOfSequence);
    }
    let admission = if aside.code == Code::BuildsOnHeld {
        let author = aside.author.as_ref().ok_or(Code::WrongDevice)?;
        unjudged(author, own, decoded, aside.at, desk, index)
    } else {
        trusted(&own.key, decoded, aside.at, desk, index)
    };
    admission.map(Some)
}

/// Whether the act is in the document already, as another change of the same person.
fn is_done(decoded: &Decoded, by: &PersonId, desk: &mut Desk) -> Result<bool, Code> {
    let (Ok(change), Ok(Some(here))) = (&decoded.change, desk.document(&decoded.document)) else {
        return Ok(false);
    };
    let mut steps = here.case.follow_up.entries.iter().map(|entry| &entry.step);
    let Some(done) = steps.find(|step| step.id == change.command) else {
        return Ok(false);
    };
    // A correction does not read without what it builds on.
    let read = contained(|| change.read(&here.document).ok()).flatten();
    let is_same = read.is_none_or(|read| read.writes.step.kind == done.kind);
    if &done.by == by && is_same {
        Ok(true)
    } else {
        Err(Code::OutOfSequence)
    }
}

fn crowds(decoded: &Decoded, desk: &mut Desk) -> bool {
    match (&decoded.change, desk.document(&decoded.document)) {
        (Ok(change), Ok(Some(here))) => change.crowds(&here.document),
        _ => false,
    }
}
