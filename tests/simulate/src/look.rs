//! What must hold after every step: nothing that was said to be saved has vanished, and nobody is shown what is none of theirs.

use std::collections::BTreeSet;

use gridloop_app::records::{
    PLACE, Place, StoredDocument, StoredRow, ask, ask_all, found, found_all,
};
use gridloop_app::store::{Query, Shelf, Write};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{CaseId, CommandId};
use gridloop_shared::policy::{Action, permits};
use gridloop_shared::sync::{
    Code, Cursor, GiveBackReply, GiveBackRequest, PullReply, PullRow, PushReply, Verdict, decode,
};

use crate::device::Device;
use crate::office;
use crate::post::{Call, Reply};
use crate::violation::{Violation, hold};
use crate::world::World;

impl World {
    /// Looks at everything that may have changed.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn look_around(&mut self) -> Result<(), Violation> {
        self.follow().await?;
        for index in 0..self.devices.len() {
            self.what_was_delivered(index).await?;
        }
        // A device that is being locked has cleared itself before it says so.
        let left = if self.devices.iter().any(|device| device.revoked) {
            office::set_aside(&mut self.server.database).await
        } else {
            BTreeSet::new()
        };
        for (index, device) in self.devices.iter().enumerate() {
            let writes = device.disk.writes();
            if std::mem::replace(&mut self.looked_at[index], writes) != writes {
                self.nothing_vanished(device, &left)?;
                device.is_consistent()?;
            }
        }
        Ok(())
    }

    /// A device that was locked has left everything with the server, but for what it said the server would not have.
    async fn what_was_delivered(&mut self, index: usize) -> Result<(), Violation> {
        let Some(over) = self.devices[index].delivered.take() else {
            return Ok(());
        };
        let name = self.devices[index].name;
        let said = std::mem::take(&mut self.devices[index].said);
        let held = office::set_aside(&mut self.server.database).await;
        let nowhere: Vec<CommandId> = said
            .iter()
            .map(|said| said.command)
            .filter(|command| !self.ever.contains(command) && !held.contains(command))
            .filter(|command| !self.forgotten.contains(command))
            .collect();
        hold(nowhere.len() <= over.left, || {
            format!("{name} is locked and told of {over:?}, and these are nowhere: {nowhere:?}")
        })?;
        self.gone.extend(nowhere);
        Ok(())
    }

    /// Everything that the device said was saved is somewhere; what was on one that was revoked, with the server.
    fn nothing_vanished(
        &self,
        device: &Device,
        left: &BTreeSet<CommandId>,
    ) -> Result<(), Violation> {
        let waiting = device.waiting();
        for said in &device.said {
            let command = &said.command;
            let is_left = left.contains(command) || self.forgotten.contains(command);
            let is = waiting.contains(command)
                || self.ever.contains(command)
                || (device.revoked && is_left);
            hold(is, || {
                format!(
                    "{} said that {} of {} was saved, and it is nowhere",
                    device.name, said.command, said.case
                )
            })?;
        }
        Ok(())
    }

    /// Counts what the server said, and holds that it told nobody what is none of theirs.
    pub async fn note(
        &mut self,
        index: usize,
        call: &Call,
        reply: &Reply,
    ) -> Result<(), Violation> {
        self.follow().await?;
        if reply.status != 200 {
            return Ok(());
        }
        if call.path.ends_with("/push") {
            let said: PushReply = decode(&reply.body).unwrap();
            let mut figures = self.shared.figures.borrow_mut();
            let verdicts = format!("    {:?}", said.verdicts);
            self.say(|| verdicts);
            for verdict in said.verdicts {
                match verdict {
                    Verdict::Refused {
                        code: Code::AlreadyArrived,
                    } => figures.twins += 1,
                    Verdict::Refused { .. } => figures.refused += 1,
                    Verdict::Held { .. } => figures.held += 1,
                    _ => {}
                }
            }
        } else if call.path.contains("/pull") {
            let said: PullReply = decode(&reply.body).unwrap();
            self.may_see(index, &said.rows).await?;
        } else if call.path.ends_with("/give-back") {
            let asked: GiveBackRequest = decode(&call.body).unwrap();
            let said: GiveBackReply = decode(&reply.body).unwrap();
            let count = u64::try_from(asked.documents.len()).unwrap();
            self.shared.figures.borrow_mut().given_back += count;
            let rows: Vec<PullRow> = said
                .documents
                .into_iter()
                .filter_map(|back| back.entered.map(PullRow::Entered))
                .collect();
            self.may_see(index, &rows).await?;
        }
        Ok(())
    }

    async fn may_see(&mut self, index: usize, rows: &[PullRow]) -> Result<(), Violation> {
        let principal = self.principal(index).await;
        for row in rows {
            let id = match row {
                PullRow::Entered(entered) => entered.document,
                PullRow::Change { document, .. } => *document,
                _ => continue,
            };
            let seen = self.truth.documents.get(&id);
            let seen =
                seen.is_some_and(|known| permits(&principal, Action::View, &known.facts).is_ok());
            hold(seen, || {
                format!(
                    "{} was sent {id}, which is none of theirs",
                    self.devices[index].name
                )
            })?;
        }
        Ok(())
    }
}

impl Device {
    /// The acts of the outbox and the tray.
    pub fn waiting(&self) -> BTreeSet<CommandId> {
        let outbox = self.outbox();
        let tray = self.tray();
        let outbox = outbox.iter().map(|row| row.act.id);
        outbox.chain(tray.iter().map(|each| each.act.id)).collect()
    }

    /// Every document has its row, and every row its document.
    fn is_consistent(&self) -> Result<(), Violation> {
        let keys = |shelf| self.disk.look(vec![Query::Keys(shelf)]).keys().unwrap();
        let (documents, rows) = (keys(Shelf::Documents), keys(Shelf::Rows));
        hold(documents == rows, || {
            format!(
                "{} has documents {documents:?} and rows {rows:?}",
                self.name
            )
        })?;
        for row in self.outbox() {
            hold(documents.contains(&row.act.case.to_string()), || {
                format!(
                    "{} waits to send {} of {}, which it does not have",
                    self.name, row.act.id, row.act.case
                )
            })?;
        }
        Ok(())
    }

    /// How far it has read.
    pub fn place(&self) -> Place {
        let place = found(&mut self.disk.look(vec![ask::<Place>(&PLACE)])).unwrap();
        place.unwrap_or_default()
    }

    /// Whether the server has said of nothing that it was admitted that the device has not read in the log since.
    pub fn has_read_what_was_admitted(&self) -> bool {
        let cursor: Option<Cursor> = self.place().cursor.parse().ok();
        let read = cursor.map_or(0, |cursor| cursor.seq);
        let (documents, _) = self.documents();
        self.outbox().is_empty() && documents.iter().all(|stored| stored.seq <= read)
    }

    /// The document of a case, as it is kept.
    pub fn stored(&self, case: &CaseId) -> Option<StoredDocument> {
        found(&mut self.disk.look(vec![ask::<StoredDocument>(case)])).unwrap()
    }

    /// All documents with their rows.
    pub fn documents(&self) -> (Vec<StoredDocument>, Vec<StoredRow>) {
        let queries = vec![ask_all::<StoredDocument>(), ask_all::<StoredRow>()];
        let mut answers = self.disk.look(queries);
        (
            found_all(&mut answers).unwrap(),
            found_all(&mut answers).unwrap(),
        )
    }

    /// Whether an act is in its document here.
    pub fn has(&self, case: &CaseId, command: &CommandId) -> bool {
        let document = self
            .stored(case)
            .and_then(|stored| CaseDocument::load(&stored.snapshot).ok());
        let case = document.and_then(|document| document.case().ok());
        case.is_some_and(|case| {
            let mut entries = case.follow_up.entries.iter();
            entries.any(|entry| entry.step.id == *command)
        })
    }

    /// The person takes the first act off the tray: they have seen it.
    pub fn dismiss(&mut self) {
        if let Some(first) = self.tray().first() {
            self.said.retain(|said| said.command != first.act.id);
            self.disk
                .put(Write::Drop(Shelf::SetAside, first.act.id.to_string()));
        }
    }
}
