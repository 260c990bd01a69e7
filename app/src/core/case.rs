//! One case, opened: the model from its document, and beside it where each piece is safe.

use gridloop_shared::sync;
use gridloop_shared::workflow::Clocks;
use std::collections::BTreeMap;
use std::sync::Arc;

use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::CaseId;
use leptos::prelude::*;

use super::home::Watched;
use super::open::{Open, queue};
use super::tray::Queue;
use super::{Core, OpenCase, Opened, StepReceipt, StorageProblem};
use crate::device::Notice;
use crate::inbox::want_back;
use crate::outbox::Event;
use crate::records::{OutboxRow, SetAside, StoredDocument, StoredPhoto, ask, ask_all, found};
use crate::store::LocalStore;

impl Core {
    /// Gives the component a signal of this case, and takes it back when the component goes.
    pub(super) fn watch(&self, id: CaseId) -> Signal<Opened> {
        let signal = RwSignal::new(Opened::Loading);
        let mut number = 0;
        self.home.update_value(|home| {
            number = home.next_watch;
            home.next_watch = number.wrapping_add(1);
            home.watched.push(Watched { number, id, signal });
        });
        let home = self.home;
        on_cleanup(move || {
            home.try_update_value(|home| home.watched.retain(|watch| watch.number != number));
        });
        if let Ok(open) = self.open() {
            self.reload(&open, |other| other == id);
        }
        signal.into()
    }
}

impl Core {
    /// Fetches a case that was let go.
    pub(super) async fn fetch_back(&self, id: CaseId) -> Result<(), StorageProblem> {
        self.write(want_back(id)).await?;
        self.wake(Event::Now, &Notice::Now);
        Ok(())
    }
}

impl Open {
    /// Reads a case from the device.
    pub(super) async fn open_case(&self, id: CaseId) -> Opened {
        match self.found_case(id).await {
            Ok(Some((stored, queue))) => opened(&stored, &queue),
            Ok(None) if self.list.borrow().has(&id) => Opened::LetGo,
            Ok(None) => Opened::Absent,
            Err(_) => Opened::Unreadable,
        }
    }

    async fn found_case(
        &self,
        id: CaseId,
    ) -> Result<Option<(StoredDocument, Queue)>, StorageProblem> {
        let queries = vec![
            ask::<StoredDocument>(&id),
            ask_all::<OutboxRow>(),
            ask_all::<SetAside>(),
            ask_all::<StoredPhoto>(),
        ];
        let mut answers = self.store.read(queries).await?;
        let Some(stored) = found(&mut answers)? else {
            return Ok(None);
        };
        let mut queue = queue(&mut answers)?;
        queue.outbox.retain(|row| row.act.case == id);
        queue.tray.retain(|each| each.act.case == id);
        Ok(Some((stored, queue)))
    }
}

fn opened(stored: &StoredDocument, queue: &Queue) -> Opened {
    let Ok(case) = CaseDocument::load(&stored.snapshot).and_then(|document| document.case()) else {
        return Opened::Unreadable;
    };
    let arrived: BTreeMap<_, _> = stored
        .arrivals
        .iter()
        .map(|arrival| (arrival.command, arrival.at))
        .collect();
    let unsent = |id| queue.outbox.iter().any(|row| row.act.id == id);
    let steps = case
        .follow_up
        .entries
        .iter()
        .map(|entry| {
            let id = entry.step.id;
            let receipt = if unsent(id) {
                StepReceipt::OnThisPhone
            } else {
                let at = arrived.get(&id).copied();
                StepReceipt::OnServer { at }
            };
            (id, receipt)
        })
        .collect();
    let photos = case
        .photos()
        .map(|photo| (photo.hash.clone(), queue.receipt(&photo.hash)))
        .collect();
    let set_aside = queue
        .waiting(false, &[])
        .into_iter()
        .filter(|waiting| waiting.state.is_set_aside())
        .collect();
    let clocks = Clocks::of(&case.follow_up, sync::arrived(&stored.arrivals));
    Opened::Here(Arc::new(OpenCase {
        case,
        clocks,
        steps,
        photos,
        set_aside,
    }))
}
