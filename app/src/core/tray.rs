//! From the records of the outbox, the tray and the photos to what a person reads of them.

use std::collections::BTreeMap;

use gridloop_shared::command::Act;
use gridloop_shared::model::{CaseId, CommandId, PhotoHash};

use super::{PhotoReceipt, Trouble, Waiting, WaitingPhoto, WaitingState};
use crate::records::{OutboxRow, SetAside, StoredPhoto, Why};

/// What is on its way or stuck, as it was last read.
#[derive(Default, Clone)]
pub(crate) struct Queue {
    pub outbox: Vec<OutboxRow>,
    pub tray: Vec<SetAside>,
    pub photos: Vec<StoredPhoto>,
    /// Records of these that cannot be read here.
    pub unreadable: usize,
}

impl Queue {
    /// How many acts are not on the server, or not with all of their photos.
    pub(super) fn unsent(&self) -> usize {
        self.outbox.len().saturating_add(self.only_photos().len())
    }

    /// The list of all that is not on the server.
    pub(super) fn waiting(&self, sending: bool, stuck: &[(CaseId, Trouble)]) -> Vec<Waiting> {
        let tray = self.tray.iter().map(|each| {
            let state = match each.why {
                Why::Held(code) => WaitingState::Held(code),
                Why::Refused(code) => WaitingState::Refused(code),
                Why::Fallen(fallen) => WaitingState::Fallen(fallen),
            };
            let reason = each.reason.clone();
            Waiting {
                reason,
                ..self.line(&each.act, state)
            }
        });
        let queued = self.outbox.iter().map(|row| {
            let state = match self.held_up(row, stuck) {
                Some(why) => WaitingState::Stuck(why),
                None if sending => WaitingState::Sending,
                None => WaitingState::Queued,
            };
            self.line(&row.act, state)
        });
        let only_photos = self
            .only_photos()
            .into_values()
            .map(|act| self.line(act, WaitingState::PhotosOnly));
        tray.chain(queued).chain(only_photos).collect()
    }

    /// Why something of this cannot go, if it cannot. A case that has gone otherwise is no trouble any more.
    pub(crate) fn trouble(&self, stuck: &[(CaseId, Trouble)]) -> Option<Trouble> {
        self.outbox.iter().find_map(|row| self.held_up(row, stuck))
    }

    /// Why an act cannot go, if it cannot. A case of which something has arrived as another change only waits for the log.
    fn held_up(&self, row: &OutboxRow, stuck: &[(CaseId, Trouble)]) -> Option<Trouble> {
        let case = row.act.case;
        let waits = |row: &OutboxRow| row.act.case == case && row.twin;
        let (_, why) = stuck.iter().find(|(id, _)| *id == case)?;
        (!self.outbox.iter().any(waits)).then_some(*why)
    }

    /// The acts that are on the server while some of their photos are not.
    fn only_photos(&self) -> BTreeMap<CommandId, &Act> {
        let mut acts: BTreeMap<CommandId, &Act> = self
            .photos
            .iter()
            .filter(|photo| photo.is_waiting())
            .filter_map(|photo| photo.act.as_ref())
            .map(|act| (act.id, act))
            .collect();
        let queued = self.outbox.iter().map(|row| row.act.id);
        for act in queued.chain(self.tray.iter().map(|each| each.act.id)) {
            acts.remove(&act);
        }
        acts
    }

    /// Where a photo is safe.
    pub(super) fn receipt(&self, hash: &PhotoHash) -> PhotoReceipt {
        self.photos
            .iter()
            .find(|photo| &photo.hash == hash)
            .map_or(PhotoReceipt::Elsewhere, receipt)
    }

    fn line(&self, act: &Act, state: WaitingState) -> Waiting {
        let named = |photo: &&StoredPhoto| photo.act.as_ref().is_some_and(|by| by.id == act.id);
        Waiting {
            act: act.clone(),
            state,
            reason: None,
            photos: self
                .photos
                .iter()
                .filter(named)
                .map(|photo| WaitingPhoto {
                    hash: photo.hash.clone(),
                    receipt: receipt(photo),
                })
                .collect(),
        }
    }
}

const fn receipt(photo: &StoredPhoto) -> PhotoReceipt {
    if photo.uploaded {
        PhotoReceipt::OnServer
    } else if photo.lost {
        PhotoReceipt::Lost
    } else {
        PhotoReceipt::OnThisPhone {
            sent: photo.sent,
            of: photo.size,
        }
    }
}
