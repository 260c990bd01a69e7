//! The end of every plan: all come online, it becomes quiet, and then everybody must have the same, nothing may be left over, and
//! nothing more may be sent than a look now and then.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use gridloop_app::outbox::Event;
use gridloop_app::records::{StoredRow, Why};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{CaseId, CommandId, Timestamp};
use gridloop_shared::policy::{Action, permits};
use gridloop_shared::sync::{Cursor, PullReply, decode};

use crate::device::Device;
use crate::office;
use crate::violation::{Violation, hold};
use crate::world::World;

/// How long it may take until all is quiet, in milliseconds of virtual time.
const MOST_UNTIL_QUIET: i64 = 30 * 60_000;
/// Between two looks whether it is.
const LOOK: i64 = 2_000;
const HOUR: i64 = 3_600_000;
/// What a device may ask in an hour in which nothing happens: a look every five minutes, or a quarter sooner.
const MOST_AN_HOUR: u64 = 17;

impl World {
    /// Brings the plan to its end.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn settle(&mut self, idle_hour: bool) -> Result<(), Violation> {
        for index in 0..self.devices.len() {
            self.devices[index].spare();
            self.devices[index].disk.set_full(false);
            let connection = &mut self.shared.post.borrow_mut().connections[index];
            (connection.online, connection.portal) = (true, false);
            connection.faults.clear();
        }
        for device in &mut self.devices {
            device.switch_on();
            device.look(true);
            device.hear(&Event::Now);
        }
        let until = self.shared.now() + MOST_UNTIL_QUIET;
        loop {
            self.pass(LOOK).await?;
            self.look_around().await?;
            let restless = self.restless().await;
            let Some(why) = restless else {
                break;
            };
            hold(self.shared.now() < until, || {
                format!("it does not become quiet: {why}")
            })?;
        }
        self.all_have_the_same().await?;
        if idle_hour {
            self.nothing_is_sent_for_nothing().await?;
        }
        Ok(())
    }

    /// What still goes on.
    async fn restless(&mut self) -> Option<String> {
        let under_way = !self.shared.agenda.borrow().is_idle();
        if under_way || !self.shared.post.borrow().is_empty() {
            let due = self.shared.agenda.borrow().under_way();
            return Some(format!("something is under way: {due:?}"));
        }
        let mut devices = self.devices.iter();
        if let Some(device) = devices.find(|device| device.revoked && !device.locked) {
            return Some(format!("{} is revoked and not locked", device.name));
        }
        for index in 0..self.devices.len() {
            if self.devices[index].revoked {
                continue;
            }
            let device = &self.devices[index];
            let why = self.unsent_on(device).or_else(|| self.behind(device));
            if why.is_some() {
                return why;
            }
            if self.has_news_for(index).await {
                let name = self.devices[index].name;
                return Some(format!(
                    "{name} has not heard all that the server has to say"
                ));
            }
        }
        None
    }

    fn unsent_on(&self, device: &Device) -> Option<String> {
        let name = device.name;
        if let Some(row) = device.outbox().first() {
            return Some(format!(
                "{name} has not sent {} of {}",
                row.act.id, row.act.case
            ));
        }
        if let Some(photo) = device.photos().iter().find(|photo| photo.is_waiting()) {
            return Some(format!("{name} has not sent the photo {}", photo.hash));
        }
        None
    }

    fn behind(&self, device: &Device) -> Option<String> {
        let place = device.place();
        let cursor: Option<Cursor> = place.cursor.parse().ok();
        let is_there =
            cursor.is_some_and(|cursor| cursor.seq == self.truth.seq && cursor.naming.is_none());
        if !is_there || place.naming || place.lost {
            return Some(format!(
                "{} has read up to {place:?} of {}",
                device.name, self.truth.seq
            ));
        }
        None
    }

    /// Whether the server would answer with anything, if the device asked: also when its log has got no longer.
    async fn has_news_for(&mut self, index: usize) -> bool {
        let device = &self.devices[index];
        let path = format!("/api/v1/sync/pull?cursor={}", device.place().cursor);
        let token = office::token(device.id);
        let reply = self.ask_as(&token, Method::GET, &path, Vec::new()).await;
        reply.is_none_or(|reply| {
            let said: Result<PullReply, _> = decode(&reply.body);
            said.is_ok_and(|said| !said.rows.is_empty() || said.more)
        })
    }

    async fn all_have_the_same(&mut self) -> Result<(), Violation> {
        let held = self.held().await.unwrap_or_default();
        let held = held.into_iter().filter_map(|held| Some(held.act?.id));
        let held: BTreeSet<CommandId> = held.collect();
        let restores = self.shared.figures.borrow().restores;
        for index in 0..self.devices.len() {
            let principal = self.principal(index).await;
            let device = &self.devices[index];
            if device.revoked {
                continue;
            }
            let name = device.name;
            hold(device.outbox().is_empty(), || {
                format!("{name} cannot send {:?}", device.outbox())
            })?;
            for aside in device.tray() {
                let waits = matches!(aside.why, Why::Held(_));
                // A restored server may have forgotten.
                let is_known = restores > 0 || held.contains(&aside.act.id);
                hold(!waits || is_known, || {
                    format!(
                        "{name} waits for a decision on {}, and nobody knows of it",
                        aside.act.id
                    )
                })?;
                hold(!self.truth.admitted.contains_key(&aside.act.id), || {
                    format!(
                        "{name} says that {} of {} was not taken ({:?}), and it was",
                        aside.act.id, aside.act.case, aside.why
                    )
                })?;
            }
            let waiting = device.waiting();
            for said in &device.said {
                let command = &said.command;
                let is = waiting.contains(command)
                    || self.truth.admitted.contains_key(command)
                    || self.gone.contains(command);
                hold(is, || {
                    format!(
                        "{name} said that {command} of {} was saved, and it is lost",
                        said.case
                    )
                })?;
            }
            let (documents, rows) = device.documents();
            let rows: BTreeMap<CaseId, StoredRow> =
                rows.into_iter().map(|row| (row.row.id, row)).collect();
            let visible = self
                .truth
                .documents
                .iter()
                .filter(|(_, known)| permits(&principal, Action::View, &known.facts).is_ok());
            let visible: BTreeMap<_, _> = visible.collect();
            for stored in &documents {
                hold(visible.contains_key(&stored.id), || {
                    format!("{name} has {}, which is none of theirs", stored.id)
                })?;
            }
            for (id, known) in &visible {
                let stored = documents.iter().find(|stored| stored.id == **id);
                let stored = stored.ok_or_else(|| {
                    Violation::new(format!("{name} does not have {id}, which is theirs"))
                })?;
                let document = CaseDocument::load(&stored.snapshot);
                let case = document.and_then(|document| document.case());
                hold(case.as_ref() == Ok(&known.case), || {
                    format!("{name} reads {id} as {case:?}, and it is {:?}", known.case)
                })?;
                let arrivals: BTreeMap<CommandId, Timestamp> = stored
                    .arrivals
                    .iter()
                    .map(|arrival| (arrival.command, arrival.at))
                    .collect();
                hold(arrivals == known.arrivals, || {
                    format!(
                        "{name} knows of {id} {arrivals:?}, and it is {:?}",
                        known.arrivals
                    )
                })?;
                hold(stored.sealed() == known.seal, || {
                    format!("{name} has another seal of {id} than the server")
                })?;
                let row = StoredRow::of(stored, &known.case);
                let listed = rows.get(id);
                hold(listed.is_some_and(|listed| listed.row == row.row), || {
                    format!("{name} lists {id} as {listed:?}, and it is {row:?}")
                })?;
            }
            self.photos_are_there(device)?;
        }
        Ok(())
    }

    fn photos_are_there(&self, device: &Device) -> Result<(), Violation> {
        for photo in device.photos() {
            let hash = photo.hash.as_str();
            let shelf = hash.get(..2).unwrap();
            let file = self.server.folder().join("photos").join(shelf).join(hash);
            self.shared.figures.borrow_mut().photos += u64::from(photo.uploaded);
            hold(!photo.uploaded || file.is_file(), || {
                format!(
                    "{} says that the photo {hash} is on the server, and it is not",
                    device.name
                )
            })?;
        }
        Ok(())
    }

    async fn nothing_is_sent_for_nothing(&mut self) -> Result<(), Violation> {
        for device in &self.devices {
            // Clocks that were wrong are set right, forward or back.
            device.skew.set(0);
        }
        let before = self.shared.figures.borrow().requests;
        self.pass(HOUR).await?;
        self.look_around().await?;
        let sent = self.shared.figures.borrow().requests - before;
        let tabs = self.devices.iter().flat_map(|device| device.tabs.values());
        let leaders = tabs.filter(|tab| tab.leads()).count();
        let most = MOST_AN_HOUR * u64::try_from(leaders).unwrap();
        hold(sent <= most, || {
            format!(
                "{sent} requests in an hour in which nothing happened, at most {most} are of use"
            )
        })?;
        let devices = self.devices.iter().filter(|device| !device.revoked);
        let least = 8 * u64::try_from(devices.count()).unwrap();
        hold(sent >= least, || {
            format!("{sent} requests in an hour: somebody does not look any more")
        })
    }
}
