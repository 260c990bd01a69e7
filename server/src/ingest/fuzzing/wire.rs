//! Messages of the protocol: whatever the bytes, they are one or they are none, and one survives being written again.

use gridloop_shared::command::Act;
use gridloop_shared::json::{from_json, to_json};
use gridloop_shared::sync::{
    ApiProblem, Cursor, GiveBackReply, GiveBackRequest, PullReply, PushReply, PushRequest, SignIn,
    decode, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The first byte says which message the others are to be.
pub fn wire(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    match kind % 8 {
        0 => cbor::<PushRequest>(bytes),
        1 => cbor::<GiveBackRequest>(bytes),
        2 => cbor::<PullReply>(bytes),
        3 => cbor::<PushReply>(bytes),
        4 => cbor::<GiveBackReply>(bytes),
        5 => {
            let text = String::from_utf8_lossy(bytes);
            if let Ok(cursor) = text.parse::<Cursor>() {
                assert_eq!(cursor.to_string().parse(), Ok(cursor));
            }
        }
        6 => {
            let _ = serde_json::from_slice::<SignIn>(bytes);
            json::<ApiProblem>(bytes);
        }
        _ => json::<Act>(bytes),
    }
}

fn cbor<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    if let Ok(message) = decode::<T>(bytes) {
        let once = encode(&message).unwrap();
        let again: T = decode(&once).unwrap();
        assert_eq!(
            encode(&again).unwrap(),
            once,
            "another message when written again"
        );
    }
}

fn json<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    if let Ok(message) = from_json::<T>(bytes) {
        let once = to_json(&message).unwrap();
        let again: T = from_json(once.as_bytes()).unwrap();
        assert_eq!(
            to_json(&again).unwrap(),
            once,
            "another message when written again"
        );
    }
}
