//! JSON (RFC 8259) by way of CBOR: every type is then compiled for one format only, which the weight of the app feels.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::sync::{WireError, decode, encode};

/// The value of a JSON text.
///
/// # Errors
/// When the text is no JSON, or no such value.
pub fn from_json<T: DeserializeOwned>(text: &[u8]) -> Result<T, WireError> {
    decode(&as_cbor(text)?)
}

/// A value as a JSON text for people to read: names in order, one a line.
///
/// # Errors
/// When it holds bytes, which JSON has no form for.
pub fn to_json<T: Serialize>(value: &T) -> Result<String, WireError> {
    let value: Value = decode(&encode(value)?)?;
    serde_json::to_string_pretty(&value).map_err(|error| WireError::of(&error))
}

/// A JSON text as CBOR (RFC 8949), to be read as more than one thing.
pub(crate) fn as_cbor(text: &[u8]) -> Result<Vec<u8>, WireError> {
    let value: Value = serde_json::from_slice(text).map_err(|error| WireError::of(&error))?;
    encode(&Json(&value))
}

/// A JSON value whose `null` is CBOR's, as for an [`Option`]. By itself it would become serde's unit, an empty array.
struct Json<'a>(&'a Value);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_none(),
            Value::Array(values) => serializer.collect_seq(values.iter().map(Json)),
            Value::Object(map) => serializer.collect_map(map.iter().map(|(k, v)| (k, Json(v)))),
            plain => plain.serialize(serializer),
        }
    }
}

/// A closed set of words (a serde enum without data) as text.
#[must_use]
pub fn word<T: Serialize>(value: &T) -> String {
    encode(value)
        .and_then(|word| decode(&word))
        .unwrap_or_default()
}

/// The value of such a word.
#[must_use]
pub fn from_word<T: for<'de> Deserialize<'de>>(word: &str) -> Option<T> {
    let word = encode(&word).ok()?;
    decode(&word).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rating, Timestamp};
    use crate::sync::{ApiProblem, ProblemCode};

    #[test]
    fn a_text_is_read_as_its_format_alone_would_read_it() {
        let problem = ApiProblem {
            code: ProblemCode::TooManyTries,
            message: "请稍候".into(),
            retry_after_s: Some(u64::MAX),
        };
        let told = (problem, Timestamp::from_millis(-5));
        let text = serde_json::to_vec(&told).unwrap();
        assert_eq!(from_json(&text), Ok(told.clone()));
        assert_eq!(from_json(to_json(&told).unwrap().as_bytes()), Ok(told));
        assert_eq!(from_json(b" [null, 1.5] "), Ok((None::<u8>, 1.5)));
        assert!(from_json::<ApiProblem>(b"{\"code\": {}}").is_err());
        assert!(from_json::<Option<u8>>(b"nul").is_err());
        assert!(from_json::<Value>(&[b'['; 100_000]).is_err());
    }

    #[test]
    fn a_word_and_its_value_are_one() {
        for rating in [Rating::Satisfied, Rating::Partly, Rating::Not] {
            assert_eq!(from_word(&word(&rating)), Some(rating));
        }
        assert_eq!(from_word::<Rating>("splendid"), None);
    }
}
