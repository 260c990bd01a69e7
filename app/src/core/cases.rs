//! What lists and pages read of cases: the model, and beside it where each piece of it is safe.

use std::collections::BTreeMap;
use std::sync::Arc;

use gridloop_shared::model::{Case, CaseRow, CommandId, PhotoHash, Timestamp};
use gridloop_shared::workflow::Clocks;

use super::{PhotoReceipt, Waiting};

/// One line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// What the line shows.
    pub row: Arc<CaseRow>,
    /// Where what this phone wrote is safe.
    pub receipt: Receipt,
}

/// Where what this phone wrote of a case is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// Durable on this phone; so many acts are still to be sent.
    OnThisPhone {
        /// How many.
        acts: usize,
    },
    /// Admitted and durable on the server.
    OnServer,
    /// So many acts were not accepted and wait to be looked at.
    NotAccepted {
        /// How many.
        acts: usize,
    },
}

/// Where a step is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepReceipt {
    /// Durable on this phone.
    OnThisPhone,
    /// Admitted and durable on the server.
    OnServer {
        /// When it arrived, by the server's clock.
        at: Option<Timestamp>,
    },
}

/// A case as a page sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Opened {
    /// Being read from the device. Milliseconds.
    #[default]
    Loading,
    /// Not on this phone.
    Absent,
    /// Listed here, and its content let go to make room: it can be fetched again.
    LetGo,
    /// On this phone, but a newer version wrote it, or it is damaged.
    Unreadable,
    /// Here it is.
    Here(Arc<OpenCase>),
}

impl Opened {
    /// The case, if it is here.
    #[must_use]
    pub fn here(&self) -> Option<&Arc<OpenCase>> {
        match self {
            Self::Here(case) => Some(case),
            _ => None,
        }
    }
}

/// A case with its receipts.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCase {
    /// The case.
    pub case: Case,
    /// Its deadlines.
    pub clocks: Clocks,
    /// Where each step is safe.
    pub steps: BTreeMap<CommandId, StepReceipt>,
    /// Where each photo is safe.
    pub photos: BTreeMap<PhotoHash, PhotoReceipt>,
    /// What this phone did to the case and the server did not take.
    pub set_aside: Vec<Waiting>,
}

impl OpenCase {
    /// When it was reported: by the device, but never later than it arrived.
    #[must_use]
    pub fn reported_at(&self) -> Timestamp {
        let reported = self.case.follow_up.reported_at();
        let first = self.case.follow_up.entries.first();
        match first.and_then(|entry| self.steps.get(&entry.step.id)) {
            Some(StepReceipt::OnServer { at: Some(arrived) }) => reported.min(*arrived),
            _ => reported,
        }
    }
}
