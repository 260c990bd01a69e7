//! What the server does about a case by itself: it reminds, escalates, and carries answers on. Pure: the server asks what is to be done
//! now and when to look again, and does it as an act of its own that travels the road of all acts.
//!
//! What it does has an identifier that follows from why it is done, so that it is done once however often it is planned.

mod answer;
mod remind;

pub use answer::answer_for;
pub use remind::{Office, Plan, plan};

use sha2::{Digest, Sha256};

use crate::model::{
    CommandId, DeviceId, Grant, PersonId, Principal, Role, Scope, SubdistrictId, Timestamp,
};

/// The person that the server acts as.
pub const SYSTEM: &str = "system";

/// The server as somebody who acts in a subdistrict; none only if its name were none.
#[must_use]
pub fn system(subdistrict: SubdistrictId, device: DeviceId) -> Option<Principal> {
    let person: PersonId = SYSTEM.parse().ok()?;
    Some(Principal {
        person,
        device,
        subdistrict,
        grants: vec![Grant {
            role: Role::System,
            scope: Scope::Subdistrict,
        }],
    })
}

/// The identifier of what is done at this time for these reasons. Who does not know the secret cannot take it before the server does.
fn because(secret: &[u8], at: Timestamp, reasons: &[&[u8]]) -> CommandId {
    let mut digest = Sha256::new();
    for reason in [&[secret], reasons].concat() {
        digest.update(
            u64::try_from(reason.len())
                .unwrap_or(u64::MAX)
                .to_be_bytes(),
        );
        digest.update(reason);
    }
    let digest: [u8; 32] = digest.finalize().into();
    CommandId::new(at, digest.first_chunk().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests;
