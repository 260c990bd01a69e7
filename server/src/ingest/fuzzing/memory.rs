//! A store in memory and the judge before it: what the writer does, without waiting for a disk.

use std::collections::HashMap;

use gridloop_shared::crdt::{CaseDocument, ChangeHash};
use gridloop_shared::model::{CaseId, DeviceId, Principal, Timestamp};
use gridloop_shared::sync::{Code, PushChange};

use crate::auth::Sender;
use crate::ingest::desk::{Desk, OnDesk, Shelf};
use crate::ingest::judge::{Finding, judge};
use crate::ingest::{Decoded, decode};
use crate::state::Subdistrict;
use crate::store::{Placed, Recalled, Standing, StoredDocument};

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the log.
    Admitted,
    /// It was kept and not taken.
    SetAside(Code),
    /// It was judged before, or what it depends on is missing.
    Answered,
}

/// Everything that has been judged so far.
pub struct Memory {
    subdistrict: Subdistrict,
    now: Timestamp,
    shelf: Shelf,
    known: HashMap<ChangeHash, Placed>,
    set_aside: HashMap<ChangeHash, Vec<(DeviceId, Standing, Code)>>,
    documents: HashMap<CaseId, StoredDocument>,
}

impl Memory {
    /// Nothing judged yet.
    pub fn new(subdistrict: Subdistrict, now: Timestamp) -> Self {
        Self {
            subdistrict,
            now,
            shelf: Shelf::default(),
            known: HashMap::new(),
            set_aside: HashMap::new(),
            documents: HashMap::new(),
        }
    }

    /// The case as a device that pulls it whole gets it.
    pub fn document(&self, id: CaseId) -> Option<CaseDocument> {
        let stored = self.documents.get(&id)?;
        Some(CaseDocument::load(&stored.snapshot).unwrap())
    }

    /// Judges one change and stores what is to be stored.
    pub fn push(&mut self, who: &Principal, sent: PushChange) -> Outcome {
        let document = sent.document;
        let decoded = decode(vec![sent]).pop().unwrap();
        let mut desk = Desk::lay_out(self.recall(&decoded), &mut self.shelf, &[document].into());
        let sender = Sender::from(who.clone());
        let finding = judge(&sender, &self.subdistrict, &decoded, &mut desk, 0, |_| {
            self.now
        });
        let outcome = match finding {
            Finding::Admit(admission) => {
                let placed = Placed {
                    document,
                    seq: u64::try_from(self.known.len()).unwrap() + 1,
                    at: admission.at,
                };
                self.known.insert(decoded.hash, placed);
                let here = desk.as_it_stands(&document).unwrap();
                self.documents.insert(document, stored(here));
                Outcome::Admitted
            }
            Finding::Refuse(code) => self.set_aside(who, decoded.hash, Standing::Refused, code),
            Finding::Hold(code) => self.set_aside(who, decoded.hash, Standing::Held, code),
            _ => Outcome::Answered,
        };
        desk.clear(&mut self.shelf);
        outcome
    }

    fn set_aside(
        &mut self,
        who: &Principal,
        hash: ChangeHash,
        standing: Standing,
        code: Code,
    ) -> Outcome {
        let kept = (who.device, standing, code);
        self.set_aside.entry(hash).or_default().push(kept);
        Outcome::SetAside(code)
    }

    fn recall(&self, decoded: &Decoded) -> Recalled {
        let mut recalled = Recalled::default();
        let dependencies = decoded
            .change
            .iter()
            .flat_map(|change| change.dependencies());
        for hash in dependencies.chain([decoded.hash]) {
            if let Some(placed) = self.known.get(&hash) {
                recalled.known.insert(hash, *placed);
            }
            if let Some(kept) = self.set_aside.get(&hash) {
                recalled.set_aside.insert(hash, kept.clone());
            }
        }
        let stored = self.documents.get(&decoded.document);
        if let Some(stored) = stored.filter(|_| !self.shelf.has(&decoded.document)) {
            recalled.documents.insert(decoded.document, stored.clone());
        }
        recalled
    }
}

fn stored(here: &OnDesk) -> StoredDocument {
    StoredDocument {
        subdistrict: here.subdistrict().clone(),
        snapshot: here.document.save(),
        arrivals: here.arrivals.clone(),
        seal: here.seal,
    }
}
