//! What a device sent, and what it was told of it.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::{ChangeHash, IncomingChange};
use gridloop_shared::sync::{PushChange, Verdict};

/// What a device sent, and what it was told of it.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// All that went out, answered or not.
    pub sent: BTreeSet<ChangeHash>,
    /// What the server said it has, at which place of its log.
    pub acknowledged: BTreeMap<ChangeHash, u64>,
    /// Sent again after a kill, and found to be there.
    pub known: usize,
    /// Sent again after a kill, and taken then.
    pub late: usize,
}

impl Ledger {
    /// These go out.
    pub fn sends(&mut self, changes: &[PushChange]) {
        self.sent.extend(changes.iter().map(hash));
    }

    /// This is what the server says of them: never no, and never two places for one change.
    pub fn hears(&mut self, changes: &[PushChange], verdicts: &[Verdict]) {
        assert_eq!(changes.len(), verdicts.len());
        for (change, verdict) in changes.iter().zip(verdicts) {
            let (Verdict::Admitted { seq, .. } | Verdict::Known { seq, .. }) = verdict else {
                panic!("case {}: {verdict:?}", change.document);
            };
            let before = self.acknowledged.insert(hash(change), *seq);
            assert!(before.is_none_or(|before| before == *seq), "a second place");
        }
    }

    /// The same, of what went out again after a kill.
    pub fn hears_again(&mut self, changes: &[PushChange], verdicts: &[Verdict]) {
        self.hears(changes, verdicts);
        let known = |verdict: &&Verdict| matches!(verdict, Verdict::Known { .. });
        let known = verdicts.iter().filter(known).count();
        self.known += known;
        self.late += verdicts.len() - known;
    }

    /// Adds another device's.
    pub fn add(&mut self, other: &Self) {
        self.sent.extend(&other.sent);
        for (hash, seq) in &other.acknowledged {
            let before = self.acknowledged.insert(*hash, *seq);
            assert_eq!(before, None, "two devices sent one change");
        }
        self.known += other.known;
        self.late += other.late;
    }
}

fn hash(change: &PushChange) -> ChangeHash {
    IncomingChange::decode(&change.bytes).unwrap().hash()
}
