//! What lies on the judge's desk: the documents in hand, and what is known of the changes of this batch.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::num::NonZeroUsize;

use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange, Unreadable};
use gridloop_shared::model::{Case, CaseId, CommandId, DeviceId, PersonId, SubdistrictId};
use gridloop_shared::sync::{Arrival, Code, Seal};
use lru::LruCache;

use crate::store::{Recalled, Standing, StoredDocument};

/// Documents kept open between batches: 14 KB each.
const KEPT: usize = 2_000;

/// A document that is open.
#[derive(Clone)]
pub struct OnDesk {
    /// The document.
    pub document: CaseDocument,
    /// As it reads.
    pub case: Case,
    /// When each of its acts arrived.
    pub arrivals: Vec<Arrival>,
    /// The seals of all its changes, joined.
    pub seal: Seal,
}

/// The documents that the writer keeps open.
pub struct Shelf {
    open: LruCache<CaseId, OnDesk>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            open: LruCache::new(NonZeroUsize::new(KEPT).unwrap_or(NonZeroUsize::MIN)),
        }
    }
}

impl Shelf {
    /// Whether the document is open.
    pub fn has(&self, id: &CaseId) -> bool {
        self.open.contains(id)
    }

    /// Takes the document out, to be put back when what was done to it is durable.
    fn take(&mut self, id: &CaseId) -> Option<OnDesk> {
        self.open.pop(id)
    }

    /// Puts a document that is as the store has it.
    pub fn put(&mut self, id: CaseId, document: OnDesk) {
        self.open.put(id, document);
    }
}

/// The desk for one commit.
pub struct Desk {
    recalled: Recalled,
    open: HashMap<CaseId, OnDesk>,
    /// Changes of this commit, by index of their admission.
    admitted: HashMap<ChangeHash, usize>,
    /// What was set aside in this commit.
    set_aside: HashMap<ChangeHash, Standing>,
    /// Of what was held, what a supervisor has decided on in this commit.
    decided: HashSet<(ChangeHash, DeviceId)>,
}

impl Desk {
    /// A desk with what the store recalls, and the documents that were open anyway.
    pub fn lay_out(recalled: Recalled, shelf: &mut Shelf, documents: &BTreeSet<CaseId>) -> Self {
        let open = documents
            .iter()
            .filter_map(|id| Some((*id, shelf.take(id)?)))
            .collect();
        Self {
            recalled,
            open,
            admitted: HashMap::new(),
            set_aside: HashMap::new(),
            decided: HashSet::new(),
        }
    }

    /// What the store recalls of changes.
    pub const fn recalled(&self) -> &Recalled {
        &self.recalled
    }

    /// The admission of this commit that has this hash.
    pub fn admitted(&self, hash: &ChangeHash) -> Option<usize> {
        self.admitted.get(hash).copied()
    }

    /// The document, opened if it has to be.
    ///
    /// # Errors
    /// When what is stored does not read.
    pub fn document(&mut self, id: &CaseId) -> Result<Option<&OnDesk>, Unreadable> {
        if !self.open.contains_key(id)
            && let Some(stored) = self.recalled.documents.get(id)
        {
            // What does not read stays recalled: it is there, and nothing is to be founded in its place.
            self.open.insert(*id, OnDesk::open(stored)?);
            self.recalled.documents.remove(id);
        }
        Ok(self.open.get(id))
    }

    /// How what this builds on was set aside for what it is, now or earlier: it cannot be taken before that is.
    pub fn builds_on(&self, dependencies: impl Iterator<Item = ChangeHash>) -> Option<Standing> {
        let standings = dependencies.flat_map(|hash| {
            let earlier = self.recalled.set_aside.get(&hash).into_iter().flatten();
            earlier
                .filter(|(_, _, code)| is_of_the_change(*code))
                .map(|(_, standing, _)| *standing)
                .chain(self.set_aside.get(&hash).copied())
        });
        // Refused weighs more than held.
        standings.max_by_key(|standing| *standing == Standing::Refused)
    }

    /// Notes an admission and the document as it stands after it.
    pub fn admit(&mut self, hash: ChangeHash, index: usize, id: CaseId, after: OnDesk) {
        self.admitted.insert(hash, index);
        self.open.insert(id, after);
    }

    /// Notes that a change is kept and not taken.
    pub fn set_aside(&mut self, hash: ChangeHash, standing: Standing, code: Code) {
        if is_of_the_change(code) {
            self.set_aside.insert(hash, standing);
        }
    }

    /// Whether a change of this device is held, and nobody has decided meanwhile.
    pub fn is_still_held(&self, hash: &ChangeHash, device: &DeviceId) -> bool {
        let earlier = self.recalled.set_aside.get(hash).into_iter().flatten();
        let held = earlier
            .filter(|(sender, _, _)| sender == device)
            .any(|(_, standing, _)| *standing == Standing::Held);
        held && !self.decided.contains(&(*hash, *device))
    }

    /// Whether something that this builds on is held, and nobody has decided meanwhile.
    pub fn waits(&self, mut dependencies: impl Iterator<Item = ChangeHash>) -> bool {
        dependencies.any(|hash| {
            let earlier = self.recalled.set_aside.get(&hash).into_iter().flatten();
            let mut held = earlier.filter(|(_, standing, _)| *standing == Standing::Held);
            held.any(|(device, _, _)| !self.decided.contains(&(hash, *device)))
        })
    }

    /// Notes that somebody has decided on a change of this device.
    pub fn decided(&mut self, hash: ChangeHash, device: DeviceId) {
        self.decided.insert((hash, device));
    }

    /// The document as it stands, if it is open.
    pub fn as_it_stands(&self, id: &CaseId) -> Option<&OnDesk> {
        self.open.get(id)
    }

    /// Puts everything back on the shelf, after the commit.
    pub fn clear(self, shelf: &mut Shelf) {
        for (id, document) in self.open {
            shelf.put(id, document);
        }
    }
}

/// Whether a refusal says something of the change, and not of who sent it or of what they could see at that moment.
pub const fn is_of_the_change(code: Code) -> bool {
    !matches!(code, Code::WrongDevice | Code::NotFound)
}

impl OnDesk {
    fn open(stored: &StoredDocument) -> Result<Self, Unreadable> {
        let document = CaseDocument::load(&stored.snapshot)?;
        Ok(Self {
            case: document.case()?,
            document,
            arrivals: stored.arrivals.clone(),
            seal: stored.seal,
        })
    }

    /// The document with a change, as it then reads; what was there before is not touched. The caller contains a panic.
    pub fn after(here: Option<&Self>, change: &IncomingChange) -> Option<Self> {
        let mut document = here.map_or_else(CaseDocument::default, |here| here.document.clone());
        document.apply(change).ok()?;
        let case = document.case().ok()?;
        let (arrivals, seal) =
            here.map_or_else(Default::default, |here| (here.arrivals.clone(), here.seal));
        Some(Self {
            document,
            case,
            arrivals,
            seal,
        })
    }

    /// Whether an act of this person is there.
    pub fn has_done(&self, act: CommandId, by: &PersonId) -> bool {
        let mut steps = self.case.follow_up.entries.iter().map(|entry| &entry.step);
        steps.any(|step| step.id == act && &step.by == by)
    }

    /// Whose data it is.
    pub const fn subdistrict(&self) -> &SubdistrictId {
        &self.case.subdistrict
    }
}
