//! Does what is due: plans from the document as it stands, and hands the acts in.

use std::collections::{BTreeSet, HashMap};

use gridloop_shared::command::Act;
use gridloop_shared::follow_up::{answer_for, plan};
use gridloop_shared::model::{CaseId, SubdistrictId};
use gridloop_shared::sync::{Code, Verdict};

use super::opened::Opened;
use super::{FollowUp, FollowUpError};
use crate::state::Subdistrict;
use crate::store::{Followed, Wait};

/// Documents that are looked at at once.
const PAGE: u32 = 50;
/// Hours after which what was not taken is tried again, and after which what cannot be read is.
const SOON: i64 = 1;
const TOMORROW: i64 = 24;

impl FollowUp {
    /// Does what is due. Answers whether anything was done.
    pub(super) async fn act(
        &self,
        subdistrict: &SubdistrictId,
        own: &Subdistrict,
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
            let ids: BTreeSet<CaseId> = due
                .iter()
                .flat_map(|wait| [Some(wait.document), wait.merged_into])
                .flatten()
                .collect();
            let ids: Vec<CaseId> = ids.into_iter().collect();
            let here = self.whole(&ids).await?;
            let mut here: HashMap<CaseId, Opened> = here
                .iter()
                .filter_map(|entered| Some((entered.document, Opened::of(entered)?)))
                .collect();
            let mut waits = Vec::new();
            let mut changes = Vec::new();
            for wait in &due {
                let answer = |merged: &Opened| {
                    let target = here.get(&wait.merged_into?)?;
                    answer_for(&merged.case, &target.case, own.key.as_bytes())
                };
                let answer = here.get(&wait.document).and_then(answer);
                let Some(open) = here.get_mut(&wait.document) else {
                    // This version cannot read it; tomorrow there may be another.
                    let look_at = Some(now.plus_hours(TOMORROW));
                    waits.push(Wait { look_at, ..*wait });
                    continue;
                };
                let plan = plan(&open.case, &open.clocks, own.office(followed.since), now);
                for (id, command) in plan.acts.into_iter().chain(answer) {
                    let act = Act {
                        id,
                        case: wait.document,
                        at: now,
                        command,
                    };
                    changes.extend(open.does(&somebody, &act));
                }
                let look_at = plan.look_at;
                waits.push(Wait { look_at, ..*wait });
            }
            any |= !changes.is_empty();
            let documents: Vec<CaseId> = changes.iter().map(|change| change.document).collect();
            let judged = self.ingest.judge(somebody.clone(), changes).await?;
            for (document, verdict) in documents.into_iter().zip(judged.verdicts) {
                if !is_done(&verdict) {
                    tracing::warn!(%document, ?verdict, "what the follow-up did was not taken");
                    let waiting = waits.iter_mut().filter(|wait| wait.document == document);
                    waiting.for_each(|wait| wait.look_at = Some(now.plus_hours(SOON)));
                }
            }
            // Noted after it was done: done again, it is known.
            let noted = self.store.put_waits(subdistrict, 0, &waits, &[], now);
            noted.await?;
        }
    }
}

/// Whether it stands in the log, from now or from before.
const fn is_done(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Admitted { .. }
            | Verdict::Known { .. }
            | Verdict::Refused {
                code: Code::AlreadyArrived
            }
    )
}
