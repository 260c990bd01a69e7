//! The key with which a subdistrict's admitted changes are sealed. It is part of every backup, so that a server that was
//! restored from one recognises what it had admitted after it.

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, Timestamp};
use gridloop_shared::sync::Seal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The key of one subdistrict: 32 random bytes that never leave the database.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SealKey([u8; 32]);

impl SealKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// From 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The seal of one admitted change: HMAC-SHA256 (RFC 2104) over document, change and time of arrival, cut to 16 bytes.
    pub fn seal(&self, document: &CaseId, hash: &ChangeHash, at: Timestamp) -> Seal {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac,
            // A key of any length is taken.
            Err(_) => return Seal::default(),
        };
        mac.update(document.as_bytes());
        mac.update(hash.as_bytes());
        mac.update(&at.millis().to_be_bytes());
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(mac.finalize().into_bytes()) {
            *byte = from;
        }
        Seal::from_bytes(bytes)
    }
}

impl std::fmt::Debug for SealKey {
    /// Keys do not belong in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_of_one_key_document_change_and_time() {
        let key = SealKey::from_bytes([1; 32]);
        let (document, other) = (CaseId::from_bytes([2; 16]), CaseId::from_bytes([3; 16]));
        let (hash, at) = (ChangeHash::from_bytes([4; 32]), Timestamp::from_millis(5));
        let seal = key.seal(&document, &hash, at);
        assert_eq!(seal, key.seal(&document, &hash, at));
        let later = Timestamp::from_millis(6);
        for different in [
            SealKey::from_bytes([9; 32]).seal(&document, &hash, at),
            key.seal(&other, &hash, at),
            key.seal(&document, &ChangeHash::from_bytes([9; 32]), at),
            key.seal(&document, &hash, later),
        ] {
            assert_ne!(seal, different);
        }
        assert_eq!(format!("{key:?}"), "SealKey");
    }
}
