//! Work that has nothing to do with each other is judged on several processors: what several devices send at once, mostly.

use std::num::NonZeroUsize;

use super::Waiting;
use super::asked::Asked;

/// So many changes are judged by one thread before another takes a part.
const WORTH_A_THREAD: usize = 16;

/// Batches, those of one document or change in the order of their arrival, and everything that judging them asks.
#[derive(Default)]
pub struct Part {
    /// The batches.
    pub batches: Vec<Waiting>,
    /// What they ask.
    pub asked: Asked,
    changes: usize,
}

impl Part {
    /// Work in as many parts as there are processors, or fewer if it is little: what touches the same document or change is in one.
    pub fn of(batches: Vec<Waiting>) -> Vec<Self> {
        let changes: usize = batches
            .iter()
            .map(|batch| batch.handed.changes().count())
            .sum();
        let worth = changes.div_euclid(WORTH_A_THREAD).max(1);
        let most = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self::at_most(most.min(worth), batches)
    }

    pub(super) fn at_most(most: usize, batches: Vec<Waiting>) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        for batch in batches {
            let asked = Asked::of(batch.handed.changes());
            let (touched, mut apart): (Vec<_>, Vec<_>) = parts
                .into_iter()
                .partition(|part| part.asked.touches(&asked));
            let mut its = touched.into_iter().fold(Self::default(), Self::join);
            if its.batches.is_empty() && apart.len() >= most {
                let smallest =
                    (0..apart.len()).min_by_key(|at| apart.get(*at).map(|part| part.changes));
                its = apart.swap_remove(smallest.unwrap_or_default());
            }
            its.changes = its.changes.saturating_add(batch.handed.changes().count());
            its.asked.join(asked);
            its.batches.push(batch);
            apart.push(its);
            parts = apart;
        }
        parts
    }

    fn join(mut self, other: Self) -> Self {
        self.changes = self.changes.saturating_add(other.changes);
        self.asked.join(other.asked);
        self.batches.extend(other.batches);
        self
    }
}
