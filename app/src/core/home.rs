//! What stands behind [`Core`]'s signals: the device, the line to the other tabs, and the person's store.

use std::rc::Rc;

use gridloop_shared::model::{CaseId, Timestamp};
use leptos::prelude::*;

use super::open::Open;
use super::{Core, Opened, StorageProblem};
use crate::device::{Channel, Device, Notice};

/// What stands behind the signals.
#[derive(Default)]
pub(super) struct Home {
    pub device: Option<Device>,
    pub channel: Option<Rc<Channel>>,
    pub open: Option<Rc<Open>>,
    pub watched: Vec<Watched>,
    pub next_watch: u64,
    /// When somebody last looked at a tab that does not lead.
    pub looked_at: Option<Timestamp>,
    /// When it was last looked how much the browser takes.
    pub space_seen: Option<Timestamp>,
    /// Whether the browser was asked to keep what is stored.
    pub asked_to_persist: bool,
}

/// A case that a component looks at.
#[derive(Clone, Copy)]
pub(super) struct Watched {
    pub number: u64,
    pub id: CaseId,
    pub signal: RwSignal<Opened>,
}

impl Core {
    /// The person's store, if somebody is signed in.
    pub(super) fn open(&self) -> Result<Rc<Open>, StorageProblem> {
        self.home
            .try_with_value(|home| home.open.clone())
            .flatten()
            .ok_or(StorageProblem::SignedOut)
    }

    /// The device's own database.
    pub(super) fn device(&self) -> Result<Device, StorageProblem> {
        self.home
            .try_with_value(|home| home.device.clone())
            .flatten()
            .ok_or(StorageProblem::Blocked)
    }

    /// Tells the other tabs.
    pub(super) fn tell(&self, notice: &Notice) {
        let channel = self.home.try_with_value(|home| home.channel.clone());
        if let Some(channel) = channel.flatten() {
            channel.tell(notice);
        }
    }
}
