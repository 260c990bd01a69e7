//! Reads the log and notes what documents wait for.

use std::collections::BTreeSet;
use std::time::Instant;

use gridloop_shared::follow_up::{Office, plan};
use gridloop_shared::model::{CaseId, SubdistrictId, Timestamp};
use gridloop_shared::sync::Entered;
use gridloop_shared::workflow::State;

use super::opened::Opened;
use super::{FollowUp, FollowUpError};
use crate::state::Subdistrict;
use crate::store::{Followed, Wait};

/// Rows that are read at once.
const PAGE: u32 = 50;
/// It rests so many times as long as it worked.
const REST: u32 = 3;
/// Hours.
const TOMORROW: i64 = 24;

impl FollowUp {
    /// Reads the log to its end.
    pub(super) async fn read(
        &self,
        subdistrict: &SubdistrictId,
        own: &Subdistrict,
    ) -> Result<Followed, FollowUpError> {
        let now = self.clock.now();
        let mut followed = self.store.followed(subdistrict, now).await?;
        let head = self.store.head(subdistrict).await?;
        if let Some(head) = head.filter(|head| head.floor > followed.seq) {
            // The log was trimmed before it was read: every document is looked at.
            self.read_all(subdistrict, own, followed).await?;
            followed.seq = head.floor;
            let read = self.store.put_waits(subdistrict, head.floor, &[], &[], now);
            read.await?;
        }
        loop {
            let began = Instant::now();
            let rows = self
                .store
                .rows_after(subdistrict, followed.seq, PAGE)
                .await?;
            let Some(last) = rows.last().map(|row| row.seq) else {
                return Ok(followed);
            };
            let documents: BTreeSet<CaseId> = rows.iter().map(|row| row.document).collect();
            let documents: Vec<CaseId> = documents.into_iter().collect();
            self.note(subdistrict, own, followed, &documents, last)
                .await?;
            followed.seq = last;
            // While much comes, those who push it have most of the time.
            tokio::time::sleep(began.elapsed().saturating_mul(REST)).await;
        }
    }

    async fn read_all(
        &self,
        subdistrict: &SubdistrictId,
        own: &Subdistrict,
        followed: Followed,
    ) -> Result<(), FollowUpError> {
        let mut after = None;
        loop {
            let page = self.store.facts_after(subdistrict, after, PAGE).await?;
            let documents: Vec<CaseId> = page.into_iter().map(|(id, _)| id).collect();
            let Some(last) = documents.last().copied() else {
                return Ok(());
            };
            self.note(subdistrict, own, followed, &documents, followed.seq)
                .await?;
            after = Some(last);
        }
    }

    /// Notes what these documents wait for, having read the log up to a place.
    async fn note(
        &self,
        subdistrict: &SubdistrictId,
        own: &Subdistrict,
        followed: Followed,
        documents: &[CaseId],
        seq: u64,
    ) -> Result<(), FollowUpError> {
        let now = self.clock.now();
        let (mut waits, mut ended) = (Vec::new(), Vec::new());
        for entered in self.whole(documents).await? {
            waits.push(wait(&entered, own.office(followed.since), now));
            if entered.row.stage.is_ended() {
                ended.push(entered.document);
            }
        }
        let noted = self.store.put_waits(subdistrict, seq, &waits, &ended, now);
        Ok(noted.await?)
    }
}

/// What a document waits for. One that this version cannot read is looked at again tomorrow, perhaps by another.
fn wait(entered: &Entered, office: Office<'_>, now: Timestamp) -> Wait {
    let unread = Wait {
        document: entered.document,
        look_at: Some(now.plus_hours(TOMORROW)),
        merged_into: None,
    };
    let Some(Opened { case, clocks, .. }) = Opened::of(entered) else {
        return unread;
    };
    let plan = plan(&case, &clocks, office, now);
    let merged_into = match case.follow_up.state {
        State::Merged { into, .. } => Some(into),
        _ => None,
    };
    // Whether the one that it was merged into has an answer is asked when it is looked at.
    let is_due = !plan.acts.is_empty() || merged_into.is_some();
    Wait {
        look_at: if is_due { Some(now) } else { plan.look_at },
        merged_into,
        ..unread
    }
}
