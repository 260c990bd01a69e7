//! How much time there is for what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{CategoryId, Source, Term};
use crate::workflow::ClockKind;

/// How much time there is for one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRule {
    /// For what.
    pub clock: ClockKind,
    /// How much, usually.
    pub term: Term,
    /// How much for these categories.
    #[serde(default)]
    pub categories: BTreeMap<CategoryId, Term>,
}

/// How much time there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRules {
    /// For what there is a deadline at all.
    pub clocks: Vec<ClockRule>,
    /// Whose reporters are to be contacted: those who are no staff.
    pub contacted: Vec<Source>,
    /// How long after a deadline a supervisor is to see to it.
    pub escalated: Term,
}

impl Default for DeadlineRules {
    /// The usual terms of the trade (`沪府规` on the 12345 hotline: first contact within one working day, 1, 5 and 15 working days to handle,
    /// 3 for a second handling); all others are one working day.
    fn default() -> Self {
        let days = |clock, days| ClockRule {
            clock,
            term: Term::Days(days),
            categories: BTreeMap::new(),
        };
        Self {
            clocks: vec![
                days(ClockKind::Contact, 1),
                days(ClockKind::Resubmit, 3),
                days(ClockKind::Accept, 1),
                days(ClockKind::Dispatch, 1),
                days(ClockKind::Start, 1),
                days(ClockKind::Handle, 5),
                days(ClockKind::HandleAgain, 3),
                days(ClockKind::Check, 2),
                days(ClockKind::Close, 1),
            ],
            contacted: vec![Source::Hotline, Source::Visit, Source::Enterprise],
            escalated: Term::Days(1),
        }
    }
}

impl DeadlineRules {
    /// How much time there is for something; none when there is no deadline for it.
    #[must_use]
    pub fn term(&self, clock: ClockKind, category: &CategoryId) -> Option<Term> {
        let rule = self.clocks.iter().find(|rule| rule.clock == clock)?;
        Some(rule.categories.get(category).copied().unwrap_or(rule.term))
    }
}
