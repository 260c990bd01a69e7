//! How values of the model stand in columns, both ways.

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::{CaseId, CommandId, DeviceId, Timestamp};
use gridloop_shared::sync::Seal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::store::StoreError;

/// The column `name` as so many bytes.
pub fn bytes<const N: usize>(row: &SqliteRow, name: &'static str) -> Result<[u8; N], StoreError> {
    let bytes: &[u8] = row.try_get(name)?;
    bytes.try_into().map_err(StoreError::unreadable(name))
}

/// The column `name` as a case's identifier.
pub fn case_id(row: &SqliteRow, name: &'static str) -> Result<CaseId, StoreError> {
    bytes(row, name).map(CaseId::from_bytes)
}

/// The column `name` as an act's identifier.
pub fn command_id(row: &SqliteRow, name: &'static str) -> Result<CommandId, StoreError> {
    bytes(row, name).map(CommandId::from_bytes)
}

/// The column `name` as a device's identifier.
pub fn device_id(row: &SqliteRow, name: &'static str) -> Result<DeviceId, StoreError> {
    bytes(row, name).map(DeviceId::from_bytes)
}

/// The column `name` as a change's hash.
pub fn hash(row: &SqliteRow, name: &'static str) -> Result<ChangeHash, StoreError> {
    bytes(row, name).map(ChangeHash::from_bytes)
}

/// The column `name` as a seal.
pub fn seal(row: &SqliteRow, name: &'static str) -> Result<Seal, StoreError> {
    bytes(row, name).map(Seal::from_bytes)
}

/// The column `name` as the hash of a log, whose bits are kept in a signed integer.
pub fn chain(row: &SqliteRow, name: &'static str) -> Result<u64, StoreError> {
    Ok(row.try_get::<i64, _>(name)?.cast_unsigned())
}

/// The column `name` as an instant.
pub fn time(row: &SqliteRow, name: &'static str) -> Result<Timestamp, StoreError> {
    Ok(Timestamp::from_millis(row.try_get(name)?))
}

/// The column `name` as a count or place, which is never negative.
pub fn count(row: &SqliteRow, name: &'static str) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(name)?;
    u64::try_from(number).map_err(StoreError::unreadable(name))
}

/// The column `name` as one of the model's names.
pub fn name<T>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let text: &str = row.try_get(name)?;
    text.parse().map_err(StoreError::unreadable(name))
}

/// The column `name` as JSON.
pub fn json<T: DeserializeOwned>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError> {
    let text: &str = row.try_get(name)?;
    serde_json::from_str(text).map_err(StoreError::unreadable(name))
}

/// The column `name` as CBOR.
pub fn cbor<T: DeserializeOwned>(row: &SqliteRow, name: &'static str) -> Result<T, StoreError> {
    let bytes: &[u8] = row.try_get(name)?;
    gridloop_shared::sync::decode(bytes).map_err(StoreError::unreadable(name))
}

/// A value to be stored as JSON.
pub fn to_json<T: Serialize>(value: &T, what: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::unreadable(what))
}

/// A value to be stored as CBOR.
pub fn to_cbor<T: Serialize>(value: &T, what: &'static str) -> Result<Vec<u8>, StoreError> {
    gridloop_shared::sync::encode(value).map_err(StoreError::unreadable(what))
}

/// A place or epoch for binding: SQLite's integers are signed.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A set of keys as a JSON array of hexadecimal texts, for `in (select unhex(value) from json_each(?))`.
pub fn set<'a>(keys: impl Iterator<Item = &'a [u8]>) -> String {
    let keys: Vec<String> = keys
        .map(|key| format!("\"{}\"", hex::encode(key)))
        .collect();
    format!("[{}]", keys.join(","))
}
