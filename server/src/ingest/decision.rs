//! What becomes of held acts when a supervisor has decided. What was judged before is taken as its author wrote it, and nobody's
//! rights are asked again; what could not be judged, because it builds on something held, is judged now.

use std::collections::HashMap;

use gridloop_shared::crdt::{ChangeHash, IncomingChange};
use gridloop_shared::model::{DeviceId, PersonId, Principal, Timestamp};
use gridloop_shared::sync::{Code, PushChange, Ruling};

use super::decode::{Decoded, decode};
use super::desk::Desk;
use super::judge::{trusted, unjudged};
use crate::auth::Sender;
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

/// Why nothing was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecided {
    /// Somebody else was faster.
    Gone,
    /// It builds on something that is held as well: that comes first.
    BuildsOnHeld,
    /// It cannot be taken any more.
    DoesNotFit,
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
    /// Why nothing was decided; everything is held as before.
    pub fn carry_out(
        &self,
        by: &Principal,
        own: &Subdistrict,
        desk: &mut Desk,
        index: usize,
        now: Timestamp,
    ) -> Result<Ruled, Undecided> {
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
            let one = One {
                decoded,
                change,
                aside,
                is_it,
                falls,
            };
            let kept_as = match self.fate(&one, own, desk, index)? {
                Fate::Taken(admission) => {
                    ruled
                        .admissions
                        .extend(admission.map(|admission| *admission));
                    None
                }
                Fate::Refused(code) => Some(code),
                Fate::Stays => continue,
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
            return Err(Undecided::Gone);
        }
        Ok(ruled)
    }
}

/// A held change that the decision is about, or that follows from it.
struct One<'a> {
    decoded: &'a Decoded,
    change: &'a IncomingChange,
    aside: &'a Aside,
    /// Whether it is the one.
    is_it: bool,
    /// Whether something that it builds on was not taken.
    falls: bool,
}

/// What becomes of a held change.
enum Fate {
    /// It is taken; without an admission if its author has done the act again since, so that it has arrived.
    Taken(Option<Box<Admission>>),
    /// It is kept and not taken.
    Refused(Code),
    /// It is decided by itself: it builds on something else that is still held, or that came as another change.
    Stays,
}

impl ToRule {
    fn fate(
        &self,
        one: &One<'_>,
        own: &Subdistrict,
        desk: &mut Desk,
        index: usize,
    ) -> Result<Fate, Undecided> {
        let (act, person) = (one.change.command, &one.aside.person);
        let here = desk.document(&one.decoded.document).ok().flatten();
        if here.is_some_and(|here| here.has_done(act, person)) {
            return Ok(Fate::Taken(None));
        }
        if one.is_it && !self.ruling.take {
            return Ok(Fate::Refused(Code::RuledOut));
        }
        if one.falls {
            return Ok(Fate::Refused(Code::BuildsOnRefused));
        }
        let waits = desk.waits(one.change.dependencies());
        match taken(own, one, desk, index) {
            Ok(admission) => Ok(Fate::Taken(Some(Box::new(admission)))),
            Err(Code::NotFound) if one.is_it && waits => Err(Undecided::BuildsOnHeld),
            Err(_) if one.is_it => Err(Undecided::DoesNotFit),
            Err(Code::NotFound) => Ok(Fate::Stays),
            Err(code) => Ok(Fate::Refused(code)),
        }
    }
}

fn taken(
    own: &Subdistrict,
    one: &One<'_>,
    desk: &mut Desk,
    index: usize,
) -> Result<Admission, Code> {
    let One { decoded, aside, .. } = one;
    let here = desk.document(&decoded.document).ok().flatten();
    if here.is_some_and(|here| one.change.crowds(&here.document)) {
        return Err(Code::OutOfSequence);
    }
    if aside.code == Code::BuildsOnHeld {
        let author = aside.author.as_ref().ok_or(Code::WrongDevice)?;
        unjudged(author, own, decoded, aside.at, desk, index)
    } else {
        trusted(&own.key, decoded, aside.at, desk, index)
    }
}
