//! Cursors that the server never gave out. Whoever sends one starts from nothing; nothing is said of why.

use super::{Answer, Entry, List, Send};

pub fn entries() -> Vec<Entry> {
    let mut list = List::default();
    let most = u64::MAX;
    let cursors = [
        ("word", "abc".to_owned()),
        ("short", "1.2.3.4".to_owned()),
        ("empty-parts", ".....".to_owned()),
        ("negative", "-1.0.0.0.0".to_owned()),
        ("most", format!("{most}.{most:x}.{most}.{most}.{most:x}")),
        ("beyond", "99999999999999999999.0.0.0.0".to_owned()),
        ("signed-most", format!("1.0.0.{}.0", i64::MAX)),
        ("signed-beyond", "1.0.0.9223372036854775808.0".to_owned()),
        ("plus", "+1.+2.+3.+4.+5".to_owned()),
        ("no-case", "1.0.0.0.0.x".to_owned()),
        ("case", format!("1.0.0.0.0.{}", "f".repeat(32))),
        ("spaces", " 1 . 0 . 0 . 0 . 0 ".to_owned()),
        ("zero", "\u{0}".to_owned()),
        ("digits", "７.0.0.0.0".to_owned()),
        ("injection", "1.0.0.0.0' or 1=1 --".to_owned()),
        ("long", "9".repeat(8_000)),
        ("dots", ".".repeat(8_000)),
    ];
    for (name, cursor) in cursors {
        let what = "a cursor that the server never gave out";
        list.add(
            &format!("cursor-{name}"),
            what,
            Send::Cursor,
            cursor.into(),
            Answer::Served,
        );
    }
    let what = "a cursor that is no text";
    let bytes = vec![0xff, 0xfe, 0x80];
    list.add("cursor-no-text", what, Send::Cursor, bytes, Answer::Served);
    list.0
}
