//! Tells whoever still answers to a session that it has ended.

use gridloop_shared::model::DeviceId;
use tokio::sync::broadcast;

/// Devices of which a session has ended.
#[derive(Clone)]
pub struct Ended(broadcast::Sender<DeviceId>);

/// Ends that somebody may be late in hearing of. Whoever misses one is sent away as well, and comes back if they may.
const LATE: usize = 64;

impl Default for Ended {
    fn default() -> Self {
        Self(broadcast::Sender::new(LATE))
    }
}

impl Ended {
    /// A session of this device has ended, or is good for less than before.
    pub fn tell(&self, device: DeviceId) {
        // Nobody need be listening.
        let _ = self.0.send(device);
    }

    /// Waits until a session of this device ends.
    pub fn wait(&self, device: DeviceId) -> impl Future<Output = ()> + Send + use<> {
        let mut ended = self.0.subscribe();
        async move { while ended.recv().await.is_ok_and(|other| other != device) {} }
    }
}
