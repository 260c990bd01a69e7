//! Tells waiting readers how far the log of their subdistrict reaches. Missing one is harmless: the next says more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use gridloop_shared::model::SubdistrictId;
use tokio::sync::watch;

/// How far every log reaches, for those who wait.
#[derive(Clone, Default)]
pub struct Wakes {
    by_subdistrict: Arc<Mutex<HashMap<SubdistrictId, watch::Sender<u64>>>>,
}

impl Wakes {
    /// Waits for news of a subdistrict. What was reached before does not count as news.
    pub fn wait(&self, subdistrict: &SubdistrictId) -> watch::Receiver<u64> {
        self.with(subdistrict, watch::Sender::subscribe)
    }

    /// The log of a subdistrict has reached this place, durably.
    pub fn reached(&self, subdistrict: &SubdistrictId, seq: u64) {
        self.with(subdistrict, |sender| {
            sender.send_replace(seq);
        });
    }

    /// Something is new that has no place in the log: reference data, who may do what, or what waits for a supervisor.
    pub fn look_again(&self, subdistrict: &SubdistrictId) {
        self.with(subdistrict, |sender| sender.send_modify(|_| ()));
    }

    fn with<T>(
        &self,
        subdistrict: &SubdistrictId,
        act: impl FnOnce(&watch::Sender<u64>) -> T,
    ) -> T {
        let mut all = self
            .by_subdistrict
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let sender = all
            .entry(subdistrict.clone())
            .or_insert_with(|| watch::Sender::new(0));
        act(sender)
    }
}
