//! How far somebody has read. Opaque to the device; here so that the server's reading and writing of it are tested together.

use std::fmt;
use std::str::FromStr;

use crate::model::CaseId;

/// A place in the log of one subdistrict, as one person with certain scopes reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Grows when the log begins anew (a restored backup): places of another epoch mean nothing.
    pub epoch: u64,
    /// What the caller's scopes were, as a hash: with other scopes everything is named again.
    pub scope: u64,
    /// The version of the directory that the caller has.
    pub directory: u64,
    /// The last place read.
    pub seq: u64,
    /// What the log held up to there, as a hash: a log that continues an older copy of itself has another.
    pub check: u64,
    /// While everything is being named: the last document named, and which packs the caller was given for the others. When these
    /// are others by now, they are named as if there were none.
    pub naming: Option<(CaseId, u64)>,
}

/// A text that is no cursor. The caller starts from nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct CursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{:x}.{}.{}.{:x}",
            self.epoch, self.scope, self.directory, self.seq, self.check
        )?;
        match self.naming {
            Some((document, packs)) => write!(f, ".{document}.{packs}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Cursor {
    type Err = CursorError;
    fn from_str(text: &str) -> Result<Self, CursorError> {
        let mut parts = text.splitn(7, '.');
        let mut next = || parts.next().ok_or(CursorError);
        let number = |text: &str| text.parse::<u64>().map_err(|_| CursorError);
        let hash = |text: &str| u64::from_str_radix(text, 16).map_err(|_| CursorError);
        let epoch = number(next()?)?;
        let scope = hash(next()?)?;
        let directory = number(next()?)?;
        let seq = number(next()?)?;
        let check = hash(next()?)?;
        let naming = match parts.next() {
            Some(document) => {
                let document = document.parse().map_err(|_| CursorError)?;
                Some((document, number(parts.next().ok_or(CursorError)?)?))
            }
            None => None,
        };
        Ok(Self {
            epoch,
            scope,
            directory,
            seq,
            check,
            naming,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text() {
        let mut cursor = Cursor {
            epoch: 1,
            scope: u64::MAX,
            directory: 3,
            seq: 42,
            check: 0xabc,
            naming: None,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        cursor.naming = Some((CaseId::from_bytes([7; 16]), 5));
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn anything_else_is_none() {
        for bad in [
            "",
            "1",
            "1.2.3.4",
            "a.b.c.d.e",
            "1.2.3.4.5.x",
            "1.2.3.4.5.x.6",
            "-1.0.0.0.0",
        ] {
            assert_eq!(bad.parse::<Cursor>(), Err(CursorError), "{bad}");
        }
    }
}
