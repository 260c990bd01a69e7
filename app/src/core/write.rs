//! Acts and drafts: what a person writes, kept before anything is said of it.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::model::{CaseId, CommandId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Core, PerformProblem, StorageProblem};
use crate::device::{Notice, clock, random};
use crate::outbox::{Event, perform, put_away};
use crate::records::{StoredRow, from_bytes, to_bytes};
use crate::store::{Durability, LocalStore, Next, Query, Shelf, Write};

impl Core {
    pub(super) async fn act(
        &self,
        case: Option<CaseId>,
        command: Command,
        instead: Option<CommandId>,
    ) -> Result<CaseId, PerformProblem> {
        let open = self.open()?;
        let at = clock::now();
        let case = match case {
            Some(case) => case,
            None => random::case_id(at)?,
        };
        let id = random::command_id(at)?;
        let act = Act {
            id,
            case,
            at,
            command,
        };
        let principal = open.session.borrow().principal.clone();
        let mut tried = false;
        let done = loop {
            match perform(&open.store, &principal, act.clone(), instead).await {
                Err(PerformProblem::Storage(StorageProblem::Full)) if !tried => {
                    tried = true;
                    self.make_room(&open).await;
                }
                done => break done?,
            }
        };
        open.list.borrow_mut().queued(&done.queued);
        let row: Option<StoredRow> = Some(done.row);
        self.follow(&open, &[(case, row)].into(), true);
        self.refresh(&open);
        self.tell(&Notice::Changed(vec![case]));
        self.wake(Event::Queued, &Notice::Queued);
        self.has_saved();
        Ok(case)
    }

    /// Tells the engine, here or in the tab that has it.
    pub(super) fn wake(&self, event: Event, notice: &Notice) {
        let engine = self
            .open()
            .ok()
            .and_then(|open| open.engine.borrow().clone());
        match engine {
            Some(engine) => engine.hear(event),
            None => self.tell(notice),
        }
    }

    pub(super) async fn keep_draft<T: Serialize>(
        &self,
        key: String,
        draft: &T,
    ) -> Result<(), StorageProblem> {
        let bytes = to_bytes(draft)?;
        self.write(Write::Put(Shelf::Drafts, key, bytes)).await
    }

    /// A draft that an older version wrote and this one cannot read is as good as none.
    pub(super) async fn kept_draft<T: DeserializeOwned>(
        &self,
        key: String,
    ) -> Result<Option<T>, StorageProblem> {
        let open = self.open()?;
        let queries = vec![Query::One(Shelf::Drafts, key)];
        let bytes = open.store.read(queries).await?.one()?;
        Ok(bytes.and_then(|bytes| from_bytes(&bytes).ok()))
    }

    pub(super) async fn forget_draft(&self, key: String) -> Result<(), StorageProblem> {
        self.write(Write::Drop(Shelf::Drafts, key)).await
    }

    pub(super) async fn take_off(&self, act: CommandId) -> Result<(), StorageProblem> {
        let open = self.open()?;
        put_away(&open.store, act).await?;
        self.refresh(&open);
        self.reload(&open, |_| true);
        self.tell(&Notice::Changed(Vec::new()));
        Ok(())
    }

    /// Writes one record; on a full disk, once more when there is room.
    pub(super) async fn write(&self, write: Write) -> Result<(), StorageProblem> {
        let open = self.open()?;
        let mut tried = false;
        loop {
            let written = open
                .store
                .transact(&[write.shelf()], Durability::Relaxed, Vec::new(), |_| {
                    Ok(Next::Write(vec![write.clone()], ()))
                })
                .await;
            match written {
                Err(StorageProblem::Full) if !tried => {
                    tried = true;
                    self.make_room(&open).await;
                }
                written => return written,
            }
        }
    }
}
