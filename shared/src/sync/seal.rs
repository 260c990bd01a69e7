//! The server's mark on what it has admitted, by which it recognises its own when a phone gives it back after a restored
//! backup.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A message authentication code over admitted changes, made with a key that only the server has. To a device it is opaque.
///
/// The seal of a document is the seals of its admitted changes, [joined](Self::join) in any order; that of none is the default.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seal(serde_bytes::ByteArray<16>);

impl Seal {
    /// The seal of nothing.
    pub const NONE: Self = Self::from_bytes([0; 16]);

    /// From 16 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(serde_bytes::ByteArray::new(bytes))
    }

    /// The 16 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The seal of both: exclusive or, so that the order does not matter. Joining the same twice takes it away again.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let mut bytes = *self.as_bytes();
        for (byte, more) in bytes.iter_mut().zip(other.as_bytes()) {
            *byte ^= more;
        }
        Self::from_bytes(bytes)
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(")?;
        for byte in self.as_bytes() {
            write!(f, "{byte:02x}")?;
        }
        f.write_str(")")
    }
}
