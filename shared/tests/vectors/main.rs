//! The test vectors of `docs/sync`: every message as a file, held against today's types and against the rules of
//! `messages.cddl`. With `GRIDLOOP_VECTORS=write` they are written anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod case;
mod commands;
mod folded;
mod messages;
mod steps;

use std::fs;
use std::path::PathBuf;

use gridloop_shared::sync::{decode, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/sync")
}

fn rules() -> String {
    fs::read_to_string(folder().join("messages.cddl")).unwrap()
}

/// The file has these bytes, or gets them when vectors are written.
fn holds(name: &str, bytes: &[u8]) {
    let path = folder().join("vectors").join(name);
    if std::env::var_os("GRIDLOOP_VECTORS").is_some_and(|it| it == "write") {
        fs::write(&path, bytes).unwrap();
    }
    let stored = fs::read(&path).unwrap_or_default();
    assert!(
        stored == bytes,
        "{name} is not what is written today. Another protocol needs another version; otherwise GRIDLOOP_VECTORS=write"
    );
}

/// A body in CBOR, beside it the same in diagnostic notation (RFC 8949, section 8), for people.
fn cbor<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    rule: &str,
    name: &str,
    message: &T,
) {
    let bytes = encode(message).unwrap();
    assert_eq!(&decode::<T>(&bytes).unwrap(), message);
    holds(&format!("{name}.cbor"), &bytes);
    let item = cbor_diag::parse_bytes(&bytes).unwrap();
    holds(
        &format!("{name}.diag"),
        format!("{}\n", item.to_diag_pretty()).as_bytes(),
    );
    if let Err(error) = cddl_cat::validate_cbor_bytes(rule, &rules(), &bytes) {
        panic!("{name} is no {rule} of messages.cddl: {error}");
    }
}

/// A body in JSON.
fn json<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    rule: &str,
    name: &str,
    message: &T,
) {
    let text = serde_json::to_string_pretty(message).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), message);
    json_text(rule, name, &text);
}

fn json_text(rule: &str, name: &str, text: &str) {
    holds(&format!("{name}.json"), format!("{text}\n").as_bytes());
    if let Err(error) = cddl_cat::validate_json_str(rule, &rules(), text) {
        panic!("{name} is no {rule} of messages.cddl: {error}");
    }
}
