//! Reads the log and notes what documents wait for.

use std::collections::BTreeSet;

use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::follow_up::plan;
use gridloop_shared::model::{CaseId, Directory, SubdistrictId, Timestamp};
use gridloop_shared::sync::{Entered, arrived};
use gridloop_shared::workflow::{Clocks, State};

use super::{FollowUp, FollowUpError};
use crate::store::{Followed, Wait};

/// Rows that are read at once.
const PAGE: u32 = 200;

impl FollowUp {
    /// Reads the log to its end.
    pub(super) async fn read(
        &self,
        subdistrict: &SubdistrictId,
        directory: &Directory,
    ) -> Result<Followed, FollowUpError> {
        let now = self.clock.now();
        let mut followed = self.store.followed(subdistrict, now).await?;
        let head = self.store.head(subdistrict).await?;
        if head.is_some_and(|head| head.floor > followed.seq) {
            // The log was trimmed before it was read: every document is looked at.
            self.read_all(subdistrict, directory, followed).await?;
        }
        loop {
            let rows = self
                .store
                .rows_after(subdistrict, followed.seq, PAGE)
                .await?;
            let Some(last) = rows.last().map(|row| row.seq) else {
                return Ok(followed);
            };
            let documents: BTreeSet<CaseId> = rows.iter().map(|row| row.document).collect();
            let documents: Vec<CaseId> = documents.into_iter().collect();
            self.note(subdistrict, directory, followed, &documents, last)
                .await?;
            followed.seq = last;
        }
    }

    async fn read_all(
        &self,
        subdistrict: &SubdistrictId,
        directory: &Directory,
        followed: Followed,
    ) -> Result<(), FollowUpError> {
        let mut after = None;
        loop {
            let page = self.store.facts_after(subdistrict, after, PAGE).await?;
            let documents: Vec<CaseId> = page.into_iter().map(|(id, _)| id).collect();
            let Some(last) = documents.last().copied() else {
                return Ok(());
            };
            self.note(subdistrict, directory, followed, &documents, followed.seq)
                .await?;
            after = Some(last);
        }
    }

    /// Notes what these documents wait for, having read the log up to a place.
    async fn note(
        &self,
        subdistrict: &SubdistrictId,
        directory: &Directory,
        followed: Followed,
        documents: &[CaseId],
        seq: u64,
    ) -> Result<(), FollowUpError> {
        let now = self.clock.now();
        let (mut waits, mut ended) = (Vec::new(), Vec::new());
        for entered in self.store.whole(documents).await? {
            waits.push(wait(&entered, directory, followed.since, now));
            if entered.row.stage.is_ended() {
                ended.push(entered.document);
            }
        }
        let noted = self.store.put_waits(subdistrict, seq, &waits, &ended, now);
        Ok(noted.await?)
    }
}

/// What a document waits for. One that this version cannot read waits for nothing.
pub(super) fn wait(
    entered: &Entered,
    directory: &Directory,
    since: Timestamp,
    now: Timestamp,
) -> Wait {
    let nothing = Wait {
        document: entered.document,
        look_at: None,
        merged_into: None,
    };
    let case = CaseDocument::load(&entered.snapshot).and_then(|document| document.case());
    let Ok(case) = case else {
        return nothing;
    };
    let clocks = Clocks::of(&case.follow_up, arrived(&entered.arrivals));
    let plan = plan(&case, &clocks, directory, since, now);
    let merged_into = match case.follow_up.state {
        State::Merged { into, .. } => Some(into),
        _ => None,
    };
    // Whether the one that it was merged into has an answer is asked when it is looked at.
    let is_due = !plan.acts.is_empty() || merged_into.is_some();
    Wait {
        look_at: if is_due { Some(now) } else { plan.look_at },
        merged_into,
        ..nothing
    }
}
