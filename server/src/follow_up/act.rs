//! Does what is due: plans from the document as it stands, and hands the acts in.

use std::collections::HashMap;

use gridloop_shared::command::{Act, decide};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::follow_up::{answer_for, plan};
use gridloop_shared::model::{Case, CaseId, Directory, Principal, SubdistrictId};
use gridloop_shared::sync::{Entered, PushChange, arrived};
use gridloop_shared::workflow::Clocks;

use super::{FollowUp, FollowUpError};
use crate::store::{Followed, Wait};

/// Documents that are looked at at once.
const PAGE: u32 = 100;

impl FollowUp {
    /// Does what is due. Answers whether anything was done.
    pub(super) async fn act(
        &self,
        subdistrict: &SubdistrictId,
        directory: &Directory,
        followed: Followed,
    ) -> Result<bool, FollowUpError> {
        let Some(somebody) = self.as_somebody(subdistrict) else {
            return Ok(false);
        };
        let mut any = false;
        loop {
            let now = self.clock.now();
            let due = self.store.due(subdistrict, now, PAGE).await?;
            if due.is_empty() {
                return Ok(any);
            }
            let ids: Vec<CaseId> = due
                .iter()
                .flat_map(|wait| [Some(wait.document), wait.merged_into])
                .flatten()
                .collect();
            let here = self.store.whole(&ids).await?;
            let here: HashMap<CaseId, Entered> = here
                .into_iter()
                .map(|entered| (entered.document, entered))
                .collect();
            let mut waits = Vec::new();
            let mut changes = Vec::new();
            for wait in &due {
                let found = here.get(&wait.document).and_then(Open::of);
                let target = wait.merged_into.and_then(|id| here.get(&id));
                let mut look_at = None;
                if let Some(mut open) = found {
                    let plan = plan(&open.case, &open.clocks, directory, followed.since, now);
                    look_at = plan.look_at;
                    let target = target.and_then(Open::of);
                    let answer = target.and_then(|target| answer_for(&open.case, &target.case));
                    for (id, command) in plan.acts.into_iter().chain(answer) {
                        let act = Act {
                            id,
                            case: wait.document,
                            at: now,
                            command,
                        };
                        changes.extend(open.does(&somebody, &act));
                    }
                }
                waits.push(Wait { look_at, ..*wait });
            }
            any |= !changes.is_empty();
            for verdict in self.ingest.judge(somebody.clone(), changes).await?.verdicts {
                tracing::debug!(?verdict, "the follow-up has acted");
            }
            // Noted after it was done: done again, it is known.
            let noted = self.store.put_waits(subdistrict, 0, &waits, &[], now);
            noted.await?;
        }
    }
}

/// A document, opened.
struct Open {
    document: CaseDocument,
    case: Case,
    clocks: Clocks,
}

impl Open {
    fn of(entered: &Entered) -> Option<Self> {
        let document = CaseDocument::load(&entered.snapshot).ok()?;
        let case = document.case().ok()?;
        let clocks = Clocks::of(&case.follow_up, arrived(&entered.arrivals));
        Some(Self {
            document,
            case,
            clocks,
        })
    }

    /// The change that an act becomes; none when it does not apply any more.
    fn does(&mut self, who: &Principal, act: &Act) -> Option<PushChange> {
        let writes = decide(who, &self.case, act).ok()?;
        let change = self.document.write(who, 0, act.case, &writes).ok()?;
        self.case = self.document.case().ok()?;
        Some(PushChange {
            document: act.case,
            bytes: change.bytes,
        })
    }
}
