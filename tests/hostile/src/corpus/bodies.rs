//! Bodies that are no requests: CBOR (RFC 8949) that claims, nests, repeats and never ends, and JSON (RFC 8259) that does the same.

use super::{Answer, Entry, List, Send};
use crate::scene::{self, Scene};
use gridloop_shared::model::{CaseId, Timestamp};
use gridloop_shared::sync::{
    GiveBackRequest, LostChange, LostDocument, MOST_GIVE_BACK_BYTES, MOST_PUSH_BYTES,
    MOST_PUSH_CHANGES, PushChange, PushRequest, Seal, encode,
};

/// The most that the routes take beside what is in a push.
const BESIDE: usize = 64 * 1024;

pub fn entries() -> Vec<Entry> {
    let mut list = List::default();
    for (name, send, key) in [
        ("push", Send::Push, "changes"),
        ("give-back", Send::GiveBack, "documents"),
    ] {
        cbor(&mut list, name, &send, key);
    }
    pushes(&mut list);
    give_backs(&mut list);
    sign_ins(&mut list);
    list.0
}

/// The beginning of an item of this major type.
fn item(major: u8, value: u64) -> Vec<u8> {
    [&[(major << 5) | 27][..], &value.to_be_bytes()].concat()
}

fn text(text: &str) -> Vec<u8> {
    [item(3, u64::try_from(text.len()).unwrap_or(0)), text.into()].concat()
}

fn bad() -> Answer {
    Answer::Problem(400, "bad-request".into())
}

fn cbor(list: &mut List, to: &str, send: &Send, key: &str) {
    let within = |value: Vec<u8>| [vec![0xa1], text(key), value].concat();
    let mut add = |name: &str, what: &str, bytes: Vec<u8>| {
        list.add(&format!("{to}-{name}"), what, send.clone(), bytes, bad());
    };
    add("nothing", "no body", Vec::new());
    add(
        "no-cbor",
        "what a proxy says",
        b"<html>502 Bad Gateway</html>".to_vec(),
    );
    add(
        "other",
        "a map of something else",
        vec![0xa1, 0x61, b'x', 0x00],
    );
    add("number", "a number", vec![0x05]);
    add(
        "arrays",
        "an array in an array in an array …",
        vec![0x81; 30_000],
    );
    add(
        "maps",
        "a map in a map in a map …",
        b"\xa1\x61a".repeat(10_000),
    );
    add("tags", "a tag on a tag on a tag …", vec![0xc1; 30_000]);
    add(
        "endless-arrays",
        "arrays without end in arrays without end …",
        vec![0x9f; 30_000],
    );
    add(
        "endless-maps",
        "maps without end in maps without end …",
        b"\xbf\x61a".repeat(10_000),
    );
    add(
        "endless-text",
        "a text in pieces without end",
        [vec![0x7f], vec![0x60; 30_000]].concat(),
    );
    add(
        "arrays-within",
        "the same where the list should be",
        within(vec![0x81; 30_000]),
    );
    add(
        "arrays-unknown",
        "the same under a key that nobody reads",
        [vec![0xa2], text("x"), vec![0x81; 30_000]].concat(),
    );
    add(
        "mixed-unknown",
        "arrays with and without end, under a key that nobody reads",
        [vec![0xa2], text("x"), [0x82, 0x9f].repeat(15_000)].concat(),
    );
    for (name, length) in [("2-32", 1 << 32), ("2-63", 1 << 63), ("most", u64::MAX)] {
        add(
            &format!("list-{name}"),
            "a list that says how long it is and ends",
            within(item(4, length)),
        );
        add(
            &format!("map-{name}"),
            "a map that says how long it is and ends",
            item(5, length),
        );
        add(
            &format!("text-{name}"),
            "a text that says how long it is and ends",
            item(3, length),
        );
        add(
            &format!("bytes-{name}"),
            "bytes that say how long they are and end",
            within(item(2, length)),
        );
        add(
            &format!("unknown-{name}"),
            "the same under a key that nobody reads",
            [vec![0xa2], text("x"), item(4, length)].concat(),
        );
    }
    add(
        "key-twice",
        "a key twice",
        [vec![0xa2], text(key), vec![0x80], text(key), vec![0x80]].concat(),
    );
    add(
        "no-text",
        "a key that is no text",
        [vec![0xa1, 0x62, 0xff, 0xfe], vec![0x80]].concat(),
    );
    add(
        "reserved",
        "an item of a kind that is not given out",
        within(vec![0x1c; 9]),
    );
    add("break", "an end without a beginning", within(vec![0xff]));
    add(
        "null",
        "nothing where the list should be",
        within(vec![0xf6]),
    );
    add(
        "numbers",
        "numbers where changes should be",
        within([vec![0x98, 200], vec![0; 200]].concat()),
    );
}

fn pushes(list: &mut List) {
    let too_large = || Answer::Problem(413, "too-large".into());
    let change = |document: Vec<u8>, bytes: Vec<u8>| {
        let change = [vec![0xa2], text("document"), document, text("bytes"), bytes];
        [vec![0xa1], text("changes"), vec![0x81], change.concat()].concat()
    };
    let mut add = |name: &str, what: &str, bytes: Vec<u8>, answer: Answer| {
        list.add(&format!("push-{name}"), what, Send::Push, bytes, answer);
    };
    let what = "an identifier that is none";
    for (name, id) in [
        ("short", vec![0x43, 1, 2, 3]),
        ("text", text("x")),
        ("long", vec![0x51; 18]),
    ] {
        let bytes = change(id, vec![0x41, 1]);
        add(&format!("id-{name}"), what, bytes, bad());
    }
    let id = [vec![0x50], vec![1; 16]].concat();
    let what = "a list of numbers for the bytes of a change";
    add("bytes-list", what, change(id, vec![0x82, 1, 2]), bad());
    let empty = PushChange {
        document: scene::case(),
        bytes: Vec::new(),
    };
    let many = |count| {
        encode(&PushRequest {
            changes: vec![empty.clone(); count],
        })
        .unwrap_or_default()
    };
    add("nothing-to-do", "no changes", many(0), Answer::Served);
    add(
        "most",
        "as many changes as may be, each of no bytes",
        many(MOST_PUSH_CHANGES),
        Answer::Served,
    );
    add(
        "more",
        "one change more than may be",
        many(MOST_PUSH_CHANGES + 1),
        too_large(),
    );
    add(
        "thousands",
        "thousands of changes of no bytes",
        many(6_000),
        too_large(),
    );
    add(
        "oversized",
        "a body larger than may be",
        Vec::new(),
        too_large(),
    );
    list.pad(MOST_PUSH_BYTES + BESIDE + 1);
}

fn give_backs(list: &mut List) {
    let scene = Scene::new();
    let mut add = |name: &str, what: &str, documents: Vec<LostDocument>, answer: Answer| {
        let bytes = encode(&GiveBackRequest { documents }).unwrap_or_default();
        list.add(
            &format!("give-back-{name}"),
            what,
            Send::GiveBack,
            bytes,
            answer,
        );
    };
    let refused = || Answer::Verdict("not-found".into());
    let lost = |changes: Vec<Vec<u8>>, seal| LostDocument {
        document: CaseId::from_bytes([0x7b; 16]),
        changes: changes
            .into_iter()
            .map(|bytes| LostChange {
                at: Timestamp::from_millis(scene::BEGINS),
                bytes,
            })
            .collect(),
        seal,
    };
    let report = scene.report.clone();
    add("nothing-to-do", "no documents", vec![], Answer::Served);
    add(
        "unsealed",
        "a case that the server has not sealed",
        vec![lost(vec![report.clone()], Seal::NONE)],
        refused(),
    );
    let guessed = Seal::from_bytes([9; 16]);
    add(
        "guessed",
        "a case with a made-up seal",
        vec![lost(vec![report.clone()], guessed)],
        refused(),
    );
    add(
        "twice",
        "every change twice, whose seals take each other away",
        vec![lost(vec![report; 2], Seal::NONE)],
        refused(),
    );
    add(
        "empty",
        "a case without changes",
        vec![lost(vec![], Seal::NONE)],
        refused(),
    );
    let bomb = vec![scene.comment.clone(), vec![0x85; 30_000], Vec::new()];
    add(
        "no-changes",
        "bytes that are no changes",
        vec![lost(bomb, guessed)],
        refused(),
    );
    let too_large = || Answer::Problem(413, "too-large".into());
    let many = vec![lost(vec![], Seal::NONE); MOST_PUSH_CHANGES + 1];
    add("more", "more documents than may be", many, too_large());
    let many = vec![lost(vec![Vec::new(); 25_000], Seal::NONE)];
    add(
        "changes",
        "one case of 25,000 changes of no bytes",
        many,
        too_large(),
    );
    list.add(
        "give-back-oversized",
        "a body larger than may be",
        Send::GiveBack,
        Vec::new(),
        too_large(),
    );
    list.pad(MOST_GIVE_BACK_BYTES + 1);
}

fn sign_ins(list: &mut List) {
    let device = CaseId::from_bytes([0x55; 16]);
    let mut add = |name: &str, what: &str, text: String, answer: Answer| {
        list.add(
            &format!("sign-in-{name}"),
            what,
            Send::SignIn,
            text.into(),
            answer,
        );
    };
    let sign_in = |user: &str, password: &str| {
        format!(r#"{{"user":"{user}","password":"{password}","device":"{device}"}}"#)
    };
    add("nothing", "no body", String::new(), bad());
    add(
        "deep",
        "a list in a list in a list …",
        "[".repeat(30_000),
        bad(),
    );
    add(
        "deep-map",
        "a map in a map in a map …",
        r#"{"a":"#.repeat(30_000),
        bad(),
    );
    add(
        "deep-unknown",
        "the same under a key that nobody reads",
        format!(r#"{{"x":{}"#, "[".repeat(30_000)),
        bad(),
    );
    add(
        "twice",
        "a key twice",
        format!(r#"{{"user":"a","user":"b","password":"c","device":"{device}"}}"#),
        bad(),
    );
    add(
        "surrogate",
        "half a character",
        sign_in(r"\ud800", "a"),
        bad(),
    );
    add(
        "number",
        "a number without end",
        format!(r#"{{"user":{}}}"#, "9".repeat(30_000)),
        bad(),
    );
    add(
        "exponent",
        "a number beyond all numbers",
        r#"{"user":1e999999999}"#.into(),
        bad(),
    );
    add(
        "null",
        "nothing for a name",
        r#"{"user":null,"password":null,"device":null}"#.into(),
        bad(),
    );
    add(
        "no-device",
        "a device that is none",
        r#"{"user":"a","password":"b","device":"c"}"#.into(),
        bad(),
    );
    add(
        "bytes",
        "bytes that are no text",
        "\u{0}".repeat(1_000),
        bad(),
    );
    let wrong = || Answer::Problem(401, "wrong-password".into());
    add(
        "zero",
        "a name with a zero in it",
        sign_in(r"wangge\u0000", "gridloop-demo"),
        wrong(),
    );
    add(
        "long-name",
        "a name of 100,000 characters",
        sign_in(&"n".repeat(100_000), "p"),
        wrong(),
    );
    add(
        "long-password",
        "a password of 100,000 characters",
        sign_in("nobody", &"p".repeat(100_000)),
        wrong(),
    );
    add(
        "injection",
        "a name that is a query",
        sign_in("' or 1=1 --", "p"),
        wrong(),
    );
    let too_large = Answer::Problem(413, "too-large".into());
    add(
        "oversized",
        "a body larger than may be",
        " ".into(),
        too_large,
    );
    list.pad(MOST_PUSH_BYTES + BESIDE + 1);
}
