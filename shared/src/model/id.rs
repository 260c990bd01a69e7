//! Identifiers that cannot be mistaken for one another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Timestamp;

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not a UUID in its hyphenated form.
    #[error("not a UUID")]
    NotUuid,
    /// Names are 1 to 64 characters of `a-z 0-9 . _ -`.
    #[error("an identifier is 1 to 64 characters of a-z, 0-9, dot, hyphen or underscore")]
    NotName,
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 (RFC 9562) of the given time and ten random bytes, made without a network.
            #[must_use]
            pub fn new(at: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(at.unsigned_millis(), &random).into_uuid())
            }

            /// The sixteen bytes of the UUID.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the sixteen bytes of a UUID.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError::NotUuid)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text of the identifier.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                is_name(&text).then_some(Self(text)).ok_or(IdError::NotName)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
}

uuid_id! {
    /// A case, and the document that holds it.
    CaseId
}
uuid_id! {
    /// One act of one person. It is the message of the Automerge change and the key of the step that the act became.
    CommandId
}
uuid_id! {
    /// One installation of the app as one person uses it: another person on the same phone is another device.
    DeviceId
}
name_id! {
    /// A person who signs in.
    PersonId
}
name_id! {
    /// The tenant.
    SubdistrictId
}
name_id! {
    /// A residential area with a residents' committee.
    CommunityId
}
name_id! {
    /// A patch of a community that one grid worker walks. Unique in the subdistrict.
    GridId
}
name_id! {
    /// Who handles cases.
    DepartmentId
}
name_id! {
    /// An appointed place of rule-of-law observation.
    ObservationPointId
}
name_id! {
    /// A leaf of the category tree.
    CategoryId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_lower_case_and_plain() {
        assert!("c01-g2".parse::<GridId>().is_ok());
        for bad in ["", "C01", "五环", "a b", "a/b", &"x".repeat(65)] {
            assert_eq!(bad.parse::<GridId>(), Err(IdError::NotName), "{bad}");
        }
    }

    #[test]
    fn uuids_are_version_seven_sort_by_time_and_survive_their_text() {
        let early = CaseId::new(Timestamp::from_millis(1_000), [9; 10]);
        let late = CaseId::new(Timestamp::from_millis(2_000), [0; 10]);
        assert!(early < late);
        assert_eq!(early.0.get_version_num(), 7);
        assert_eq!(early.to_string().parse(), Ok(early));
    }
}
