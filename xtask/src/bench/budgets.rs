//! What we have set ourselves: the bound of a row, and of what size it speaks.

use super::size::Size;

/// A bound.
#[derive(Clone, Copy)]
pub enum Bound {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
}

/// The bound of one row.
pub struct Budget {
    /// The row's name.
    pub row: &'static str,
    /// The bound, in the row's unit.
    pub bound: Bound,
    /// The number of documents of which it speaks, if that matters.
    pub documents: Option<u64>,
    /// The number of devices of which it speaks, if that matters.
    pub devices: Option<u64>,
}

const fn budget(row: &'static str, bound: Bound) -> Budget {
    Budget {
        row,
        bound,
        documents: None,
        devices: None,
    }
}

const fn of_documents(documents: u64, budget: Budget) -> Budget {
    Budget {
        documents: Some(documents),
        ..budget
    }
}

/// All of them, for a machine with two cores.
pub const BUDGETS: [Budget; 10] = [
    budget("changes_per_second", Bound::AtLeast(5_000.0)),
    // Until the list stands in a browser: what is measured here is a part of it.
    of_documents(10_000, budget("list_stands_s", Bound::AtMost(1.0))),
    of_documents(10_000, budget("list_stands_bytes", Bound::AtMost(4e6))),
    of_documents(10_000, budget("nothing_new_ms", Bound::AtMost(5.0))),
    of_documents(10_000, budget("nothing_new_bytes", Bound::AtMost(1_024.0))),
    of_documents(10_000, budget("nothing_new_requests", Bound::AtMost(1.0))),
    budget("visible_p50_ms", Bound::AtMost(5.0)),
    budget("visible_p99_ms", Bound::AtMost(20.0)),
    Budget {
        devices: Some(500),
        ..budget("reconnect_s", Bound::AtMost(2.0))
    },
    of_documents(1_000_000, budget("server_peak_bytes", Bound::AtMost(300e6))),
];

impl Budget {
    /// The budget of a row.
    pub fn of(row: &str) -> Option<&'static Budget> {
        BUDGETS.iter().find(|budget| budget.row == row)
    }

    /// Whether it speaks of what was measured.
    pub fn speaks_of(&self, size: &Size) -> bool {
        self.documents.is_none_or(|of| of == size.all())
            && self.devices.is_none_or(|of| of == size.reconnecting)
    }

    /// Whether a figure keeps it.
    pub fn is_kept(&self, value: f64) -> bool {
        match self.bound {
            Bound::AtLeast(bound) => value >= bound,
            Bound::AtMost(bound) => value <= bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::rows::rows;

    const SIZE: Size = Size {
        runs: 1,
        devices: 4,
        documents: 2_500,
        edits: 2,
        samples: 1,
        reconnecting: 500,
        missed: 1,
    };

    #[test]
    fn every_budget_has_a_row() {
        let rows = rows(&SIZE);
        for budget in &BUDGETS {
            assert!(
                rows.iter().any(|row| row.key == budget.row),
                "{}",
                budget.row
            );
        }
    }

    #[test]
    fn a_budget_is_not_held_against_another_size() {
        let sync = Budget::of("list_stands_s").unwrap();
        assert!(sync.speaks_of(&SIZE));
        assert!(sync.is_kept(1.0) && !sync.is_kept(1.1));
        let small = Size {
            documents: 10,
            reconnecting: 5,
            ..SIZE
        };
        assert!(!sync.speaks_of(&small));
        assert!(!Budget::of("reconnect_s").unwrap().speaks_of(&small));
        let rate = Budget::of("changes_per_second").unwrap();
        assert!(rate.speaks_of(&small) && !rate.is_kept(4_999.0));
    }
}
