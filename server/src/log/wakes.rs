//! Tells waiting readers how far the log of their subdistrict reaches. Missing one is harmless: the next says more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use gridloop_shared::model::{DeviceId, SubdistrictId};
use tokio::sync::{broadcast, watch};

/// How far every log reaches, for those who wait.
#[derive(Clone, Default)]
pub struct Wakes {
    by_subdistrict: Arc<Mutex<HashMap<SubdistrictId, watch::Sender<u64>>>>,
    ended: EndedDevices,
}

/// Devices of which a session has ended, for those who still answer to it.
#[derive(Clone)]
struct EndedDevices(broadcast::Sender<DeviceId>);

/// Ends that somebody may be late in hearing of. Whoever misses one is sent away as well, and comes back if they may.
const LATE: usize = 64;

impl Default for EndedDevices {
    fn default() -> Self {
        Self(broadcast::Sender::new(LATE))
    }
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

    /// A session of this device has ended, or is good for less than before.
    pub fn ends(&self, device: DeviceId) {
        // Nobody need be listening.
        let _ = self.ended.0.send(device);
    }

    /// Waits until a session of this device ends.
    pub fn ended(&self, device: DeviceId) -> impl Future<Output = ()> + Send + use<> {
        let mut ended = self.ended.0.subscribe();
        async move { while ended.recv().await.is_ok_and(|other| other != device) {} }
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
