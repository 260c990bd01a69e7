//! Taking in what another device of the same person could not send.

use std::rc::Rc;

use web_sys::File;

use super::open::Open;
use super::parcel::{MOST_BYTES, ParcelProblem, unpack};
use super::{Core, StorageProblem};
use crate::device::{Notice, bytes_of, clock};
use crate::outbox::{Brought, BroughtIn, Changed, Event, bring_in};
use crate::records::Happened;
use gridloop_shared::model::CaseId;

/// Why a file was not taken in, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportProblem {
    /// It is not a file for this person. Nothing was taken in.
    #[error(transparent)]
    Parcel(#[from] ParcelProblem),
    /// Not all cases are here yet: it could not be told what is here already.
    #[error("the cases are still being fetched")]
    StillFetching,
    /// The device could not keep it. Whole cases may have been taken in; taking the file again doubles nothing.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
}

impl Core {
    pub(super) async fn import(&self, file: File) -> Result<BroughtIn, ImportProblem> {
        let open = self.open()?;
        if open.fetching.get() {
            return Err(ImportProblem::StillFetching);
        }
        if file.size() > f64::from(MOST_BYTES) {
            return Err(ParcelProblem::TooLarge.into());
        }
        let text = bytes_of(&file).await.ok_or(ParcelProblem::NotOurs)?;
        let principal = open.session.borrow().principal.clone();
        let cases = unpack(&text, &principal)?;
        drop(text);
        let mut sum = BroughtIn::default();
        let mut all = Changed::new();
        let mut outcome = Ok(());
        for (case, brought) in &cases {
            match self.import_case(&open, *case, brought).await {
                Ok((came, changed)) => {
                    sum = sum.plus(came);
                    all.extend(changed);
                }
                Err(problem) => {
                    outcome = Err(problem.into());
                    break;
                }
            }
        }
        self.follow(&open, &all, true);
        self.refresh(&open);
        self.tell(&Notice::Changed(all.into_keys().collect()));
        self.wake(Event::Queued, &Notice::Queued);
        let came = sum.done.saturating_add(sum.aside);
        if came > 0 {
            self.log(Happened::BroughtIn(came)).await;
        }
        outcome.map(|()| sum)
    }

    async fn import_case(
        &self,
        open: &Rc<Open>,
        case: CaseId,
        brought: &Brought,
    ) -> Result<(BroughtIn, Changed), StorageProblem> {
        let principal = open.session.borrow().principal.clone();
        let mut tried = false;
        loop {
            let came = bring_in(&open.store, &principal, case, brought, clock::now()).await;
            match came {
                Err(StorageProblem::Full) if !tried => {
                    tried = true;
                    self.make_room(open).await;
                }
                came => return came,
            }
        }
    }
}
