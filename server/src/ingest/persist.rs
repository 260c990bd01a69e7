//! Findings become one transaction, and places in the log become verdicts.

use std::collections::HashMap;

use gridloop_shared::model::{CaseId, Principal, Timestamp};
use gridloop_shared::sync::{Code, Seal, Verdict};

use super::decision::{Ruled, Undecided};
use super::desk::Desk;
use super::give_back::Restored;
use super::judge::Finding;
use super::{Decoded, Judged};
use crate::projection::Projection;
use crate::store::{Admission, Batch, DocumentState, SetAside, Standing, StoredDocument};

/// What will be answered to one change or document, once the places are known.
enum Due {
    Admitted(usize),
    Again(usize),
    Now(Verdict),
    Restored(Result<(), Code>),
    Ruled(Result<(), Undecided>),
}

/// One commit in the making: what it writes, and what is then answered to whom.
#[derive(Default)]
pub struct Commit {
    /// What the transaction writes.
    pub batch: Batch,
    /// For every batch that waited, what its changes or documents are answered.
    due: Vec<Vec<Due>>,
}

impl Commit {
    /// Begins with the next batch that waited.
    pub fn next_batch(&mut self) {
        self.due.push(Vec::new());
    }

    /// The index that the next admission will have.
    pub fn next_index(&self) -> usize {
        self.batch.admissions.len()
    }

    /// Files one finding.
    pub fn file(
        &mut self,
        principal: &Principal,
        decoded: Decoded,
        finding: Finding,
        now: Timestamp,
    ) {
        let due = match finding {
            Finding::Admit(admission) => {
                self.batch.admissions.push(*admission);
                Due::Admitted(self.batch.admissions.len().saturating_sub(1))
            }
            Finding::Again(index) => Due::Again(index),
            Finding::Answer(verdict) => Due::Now(verdict),
            Finding::Hold(code) => {
                self.set_aside(principal, decoded, Standing::Held, code, now);
                Due::Now(Verdict::Held { code })
            }
            Finding::Refuse(code) => {
                self.set_aside(principal, decoded, Standing::Refused, code, now);
                Due::Now(Verdict::Refused { code })
            }
        };
        if let Some(batch) = self.due.last_mut() {
            batch.push(due);
        }
    }

    fn set_aside(
        &mut self,
        principal: &Principal,
        decoded: Decoded,
        standing: Standing,
        code: Code,
        at: Timestamp,
    ) {
        self.batch.set_aside.push(SetAside {
            hash: decoded.hash,
            person: principal.person.clone(),
            device: principal.device,
            subdistrict: principal.subdistrict.clone(),
            document: decoded.document,
            standing,
            code,
            bytes: decoded.bytes,
            at,
        });
    }

    /// Files what a supervisor decided, or why it was not.
    pub fn file_ruled(&mut self, ruled: Result<Ruled, Undecided>) {
        let done = ruled.map(|ruled| {
            self.batch.admissions.extend(ruled.admissions);
            self.batch.decisions.extend(ruled.decisions);
        });
        if let Some(batch) = self.due.last_mut() {
            batch.push(Due::Ruled(done));
        }
    }

    /// Files what is taken of a document that was given back.
    pub fn file_restored(&mut self, restored: Restored) {
        self.batch.admissions.extend(restored.admissions);
        if let Some(batch) = self.due.last_mut() {
            batch.push(Due::Restored(restored.whole));
        }
    }

    /// Adds every touched document as it stands on the desk.
    pub fn with_documents(&mut self, desk: &Desk) {
        let newest: HashMap<CaseId, usize> = self
            .batch
            .admissions
            .iter()
            .enumerate()
            .map(|(index, admission)| (admission.document, index))
            .collect();
        self.batch.documents = newest
            .into_iter()
            .filter_map(|(id, newest)| {
                let here = desk.as_it_stands(&id)?;
                let Projection { facts, row } = Projection::of(&here.case, &here.arrivals);
                Some(DocumentState {
                    id,
                    stored: StoredDocument {
                        subdistrict: here.subdistrict().clone(),
                        snapshot: here.document.save(),
                        arrivals: here.arrivals.clone(),
                        seal: here.seal,
                    },
                    facts,
                    row,
                    newest,
                })
            })
            .collect();
    }

    /// Adds what was found of other work, which has nothing to do with this.
    pub fn append(&mut self, other: Self) {
        let before = self.batch.admissions.len();
        let after = |index: usize| index.saturating_add(before);
        let Batch {
            admissions,
            decisions,
            documents,
            set_aside,
        } = other.batch;
        self.batch.admissions.extend(admissions);
        self.batch.decisions.extend(decisions);
        self.batch.set_aside.extend(set_aside);
        let documents = documents.into_iter().map(|document| DocumentState {
            newest: after(document.newest),
            ..document
        });
        self.batch.documents.extend(documents);
        let moved = |due| match due {
            Due::Admitted(index) => Due::Admitted(after(index)),
            Due::Again(index) => Due::Again(after(index)),
            now => now,
        };
        let due = other.due.into_iter();
        self.due
            .extend(due.map(|batch| batch.into_iter().map(moved).collect()));
    }

    /// What each batch is answered, now that the places are taken.
    pub fn answers(self, places: &[u64], now: Timestamp) -> Vec<Judged> {
        let admissions = &self.batch.admissions;
        let answer = |batch: Vec<Due>| {
            let mut judged = Judged {
                verdicts: Vec::new(),
                restored: Vec::new(),
                ruled: None,
                now,
            };
            for due in batch {
                match due {
                    Due::Admitted(index) => {
                        let (seq, at, seal) = place(admissions, places, index);
                        judged.verdicts.push(Verdict::Admitted { seq, at, seal });
                    }
                    Due::Again(index) => {
                        let (seq, at, seal) = place(admissions, places, index);
                        judged.verdicts.push(Verdict::Known { seq, at, seal });
                    }
                    Due::Now(verdict) => judged.verdicts.push(verdict),
                    Due::Restored(whole) => judged.restored.push(whole),
                    Due::Ruled(ruled) => judged.ruled = Some(ruled),
                }
            }
            judged
        };
        self.due.into_iter().map(answer).collect()
    }
}

fn place(admissions: &[Admission], places: &[u64], index: usize) -> (u64, Timestamp, Seal) {
    let seq = places.get(index).copied().unwrap_or_default();
    admissions
        .get(index)
        .map_or_else(Default::default, |taken| (seq, taken.at, taken.seal))
}
