//! Random bytes of the browser's crypto.

use gridloop_shared::model::{CaseId, CommandId, DeviceId, Timestamp};

use crate::store::StorageProblem;

/// So many random bytes.
///
/// # Errors
/// When the browser has none to give.
fn bytes<const N: usize>() -> Result<[u8; N], StorageProblem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map(|()| bytes)
        .map_err(|error| StorageProblem::Failed(error.to_string()))
}

/// A new case.
///
/// # Errors
/// When the browser has no random bytes.
pub fn case_id(at: Timestamp) -> Result<CaseId, StorageProblem> {
    Ok(CaseId::new(at, bytes()?))
}

/// A new act.
///
/// # Errors
/// When the browser has no random bytes.
pub fn command_id(at: Timestamp) -> Result<CommandId, StorageProblem> {
    Ok(CommandId::new(at, bytes()?))
}

/// A new device.
///
/// # Errors
/// When the browser has no random bytes.
pub fn device_id(at: Timestamp) -> Result<DeviceId, StorageProblem> {
    Ok(DeviceId::new(at, bytes()?))
}

/// 0 to 999; 500 when the browser has no random bytes: the dice only spread requests.
#[must_use]
pub fn dice() -> u16 {
    bytes::<2>().map_or(500, |bytes| u16::from_le_bytes(bytes) % 1_000)
}
