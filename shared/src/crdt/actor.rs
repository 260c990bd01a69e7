//! Which device writes: the Automerge actor is the device, so that a change cannot claim another's.

use automerge::ActorId;

use crate::model::DeviceId;

/// A device writing into one document.
///
/// The bytes of its Automerge actor are the sixteen of the device and two of the incarnation. The incarnation grows when
/// the device must write again what the server set aside (decision record 1): a sequence number is never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    /// The device.
    pub device: DeviceId,
    /// How often this device has begun anew in this document.
    pub incarnation: u16,
}

/// An Automerge actor that no device of ours made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an actor of a device")]
pub struct ActorError;

impl From<Actor> for ActorId {
    fn from(actor: Actor) -> Self {
        Self::from(
            [
                actor.device.as_bytes().as_slice(),
                &actor.incarnation.to_be_bytes(),
            ]
            .concat(),
        )
    }
}

impl TryFrom<&ActorId> for Actor {
    type Error = ActorError;
    fn try_from(id: &ActorId) -> Result<Self, ActorError> {
        let (device, incarnation) = id.to_bytes().split_first_chunk::<16>().ok_or(ActorError)?;
        let incarnation = <[u8; 2]>::try_from(incarnation).map_err(|_| ActorError)?;
        Ok(Self {
            device: DeviceId::from_bytes(*device),
            incarnation: u16::from_be_bytes(incarnation),
        })
    }
}
