//! A document, opened: what is planned from, and what acts are written into.

use gridloop_shared::command::{Act, decide};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{Case, Principal};
use gridloop_shared::sync::{Entered, PushChange, arrived};
use gridloop_shared::workflow::Clocks;

use crate::contained::contained;

/// A document, opened.
pub struct Opened {
    document: CaseDocument,
    /// As it reads.
    pub case: Case,
    /// Its deadlines.
    pub clocks: Clocks,
}

impl Opened {
    /// Opens a document; none that this version cannot read.
    pub fn of(entered: &Entered) -> Option<Self> {
        let read = contained(|| {
            let document = CaseDocument::load(&entered.snapshot).ok()?;
            let case = document.case().ok()?;
            Some((document, case))
        });
        let (document, case) = read.flatten()?;
        let clocks = Clocks::of(&case.follow_up, arrived(&entered.arrivals));
        Some(Self {
            document,
            case,
            clocks,
        })
    }

    /// The change that an act becomes; none when it does not apply any more.
    pub fn does(&mut self, who: &Principal, act: &Act) -> Option<PushChange> {
        let written = contained(|| {
            let writes = decide(who, &self.case, act).ok()?;
            let change = self.document.write(who, 0, act.case, &writes).ok()?;
            self.case = self.document.case().ok()?;
            Some(change)
        });
        Some(PushChange {
            document: act.case,
            bytes: written.flatten()?.bytes,
        })
    }
}
