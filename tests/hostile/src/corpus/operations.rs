//! Changes that are well-formed and do what no act does: other operations, other values, steps that are no steps.

use super::envelope::{honest, parsed};
use super::{Entry, List};
use crate::forge::{Change, column, number, run};
use crate::scene::{self, BEGINS, Scene};
use gridloop_shared::model::CaseId;

pub fn entries() -> Vec<Entry> {
    let scene = Scene::new();
    let mut list = List::default();
    kinds(&mut list, &scene);
    steps(&mut list, &scene);
    foundings(&mut list, &scene);
    list.0
}

fn kinds(list: &mut List, scene: &Scene) {
    let mut add = |name: &str, what: &str, bend: &dyn Fn(&mut Change)| {
        let mut change = honest(scene);
        bend(&mut change);
        list.refused(name, what, scene::case(), change.bytes(), "malformed");
    };
    let actions = [
        ("map", 0),
        ("list", 2),
        ("delete", 3),
        ("text", 4),
        ("increment", 5),
        ("table", 6),
        ("mark", 7),
        ("unknown", 8),
        ("most", u64::MAX),
    ];
    for (name, action) in actions {
        let what = "an operation that no act does";
        add(&format!("operation-{name}"), what, &|change| {
            *change.column(column::ACTION) = run(1, &number(action));
        });
    }
    let what = "an insertion into a map";
    add("operation-insert", what, &|change| {
        *change.column(column::INSERT) = [number(0), number(1)].concat();
    });
    let what = "a step that is not in the map of steps";
    add("step-in-root", what, &|change| {
        change.column(column::OBJECT_ACTOR).clear();
        change.column(column::OBJECT_COUNTER).clear();
    });
    let what = "a step in something that is no map";
    add("step-in-text", what, &|change| {
        *change.column(column::OBJECT_COUNTER) = run(1, &number(1));
    });
    let values: [(&str, u64, &[u8]); 8] = [
        ("null", 0, &[]),
        ("true", 2, &[]),
        ("uint", 3, &[5]),
        ("float", 5, &[0; 8]),
        ("bytes", 7, &[1, 2]),
        ("counter", 8, &[1]),
        ("timestamp", 9, &[1]),
        ("unknown", 15, &[1, 2]),
    ];
    for (name, kind, value) in values {
        let what = "a step that is no text";
        add(&format!("value-{name}"), what, &|change| {
            fill(change, kind, value)
        });
    }
    for (name, value) in [("short-float", &[0; 3][..]), ("long-float", &[0; 9])] {
        let what = "a number of the wrong length";
        add(&format!("value-{name}"), what, &|change| {
            fill(change, 5, value)
        });
    }
    let what = "a text that is no text";
    add("value-no-text", what, &|change| {
        fill(change, 6, &[0xff; 40])
    });
}

/// The only value of a change.
fn fill(change: &mut Change, kind: u64, value: &[u8]) {
    let length = u64::try_from(value.len()).unwrap_or(0);
    *change.column(column::VALUE_KIND) = run(-1, &number((length << 4) | kind));
    *change.column(column::VALUE) = value.to_vec();
}

fn steps(list: &mut List, scene: &Scene) {
    let at = BEGINS + 120_000;
    let device = scene::device();
    let person = scene::PERSON;
    let head = format!(r#""by":"{person}","device":"{device}","at":{at}"#);
    let mut add = |name: &str, what: &str, code: &str, text: String| {
        let mut change = honest(scene);
        fill(&mut change, 6, text.as_bytes());
        list.refused(
            &format!("step-{name}"),
            what,
            scene::case(),
            change.bytes(),
            code,
        );
    };
    let malformed: [(&str, &str, String); 12] = [
        ("empty", "no text at all", String::new()),
        ("no-json", "a text that is no JSON", "<step/>".into()),
        ("list", "a list", "[]".into()),
        ("deep", "a list in a list in a list …", "[".repeat(30_000)),
        (
            "deep-map",
            "a map in a map in a map …",
            r#"{"a":"#.repeat(10_000),
        ),
        ("deep-unknown", "something deep that nobody reads", {
            let (open, close) = ("[".repeat(120), "]".repeat(120));
            format!(r#"{{{head},"kind":"commented","x":{open}{open}{close}{close}}}"#)
        }),
        ("no-kind", "no kind", format!("{{{head}}}")),
        (
            "no-text",
            "a kind without what it needs",
            format!(r#"{{{head},"kind":"commented"}}"#),
        ),
        (
            "number-text",
            "a number for a text",
            format!(r#"{{{head},"kind":"commented","text":5}}"#),
        ),
        (
            "surrogate",
            "half a character",
            format!(r#"{{{head},"kind":"commented","text":"\ud800"}}"#),
        ),
        (
            "float-time",
            "a time with a fraction",
            format!(r#"{{"by":"{person}","device":"{device}","at":{at}.5,"kind":"closed"}}"#),
        ),
        (
            "huge-time",
            "a time that is no number",
            format!(r#"{{"by":"{person}","device":"{device}","at":1e999,"kind":"closed"}}"#),
        ),
    ];
    for (name, what, text) in malformed {
        add(name, what, "malformed", text);
    }
    let other = scene::OTHER;
    let what = "a step in somebody else's name";
    let text = format!(r#"{{"by":"{other}","device":"{device}","at":{at},"kind":"closed"}}"#);
    add("of-another", what, "wrong-person", text);
    let what = "its own name first, and then another";
    let text = format!(r#"{{{head},"by":"{other}","kind":"commented","text":"a"}}"#);
    add("two-names", what, "wrong-person", text);
    let what = "a step from another device";
    let text = format!(
        r#"{{"by":"{person}","device":"{}","at":{at},"kind":"closed"}}"#,
        gridloop_shared::model::DeviceId::from_bytes([1; 16])
    );
    add("of-another-device", what, "wrong-device", text);
    let what = "a kind that this version does not know";
    add(
        "of-tomorrow",
        what,
        "not-allowed",
        format!(r#"{{{head},"kind":"mediated"}}"#),
    );
    let what = "more characters than a comment may have";
    let text = format!(
        r#"{{{head},"kind":"commented","text":"{}"}}"#,
        "长".repeat(20_000)
    );
    add("long-text", what, "invalid", text);
    let what = "a department that does not exist";
    let text = format!(r#"{{{head},"kind":"started","department":"nowhere"}}"#);
    add("unknown-department", what, "unknown-reference", text);
    let what = "what only a supervisor may do";
    add(
        "not-allowed",
        what,
        "not-allowed",
        format!(r#"{{{head},"kind":"closed"}}"#),
    );
    for (name, due) in [
        ("most", i64::MAX),
        ("least", i64::MIN),
        ("1970", 0),
        ("year-9999", 253_402_300_799_000),
    ] {
        let what = "a deadline that no page can show";
        let text =
            format!(r#"{{{head},"kind":"dispatched","department":"enforcement","due":{due}}}"#);
        add(&format!("due-{name}"), what, "invalid", text);
    }
    let hash = "ab".repeat(32);
    for (name, taken, size) in [
        ("most", i64::MAX, 1),
        ("least", i64::MIN, 1),
        ("size", at, u64::MAX),
    ] {
        let what = "a photo with a time or a size that cannot be";
        let text = format!(
            r#"{{{head},"kind":"check_failed","reason":"a","photos":[{{"hash":"{hash}","size":{size},"kind":"jpeg","taken_at":{taken}}}]}}"#
        );
        add(&format!("photo-{name}"), what, "invalid", text);
    }
    let what = "a thousand photos";
    let photo = format!(r#"{{"hash":"{hash}","size":1,"kind":"jpeg","taken_at":{at}}}"#);
    let photos = vec![photo; 400].join(",");
    let text = format!(r#"{{{head},"kind":"check_failed","reason":"a","photos":[{photos}]}}"#);
    add("photos-400", what, "invalid", text);
    for (name, at) in [("most", i64::MAX), ("least", i64::MIN)] {
        let mut change = honest(scene);
        let text = format!(
            r#"{{"by":"{person}","device":"{device}","at":{at},"kind":"commented","text":"a"}}"#
        );
        fill(&mut change, 6, text.as_bytes());
        change.time = at.div_euclid(1000);
        let what = "a step at a time that no page can show";
        list.refused(
            &format!("step-at-{name}"),
            what,
            scene::case(),
            change.bytes(),
            "invalid",
        );
    }
}

/// Founding changes with one thing wrong, each of a case of its own.
fn foundings(list: &mut List, scene: &Scene) {
    let wrong = [
        ("no-reporter", "reporter", "reporteR"),
        ("no-steps", "steps", "stepz"),
        ("no-field", "category", "categorY"),
        ("no-schema", "schema", "schemA"),
        ("field-twice", "category", "position"),
    ];
    for ((name, from, to), n) in wrong.into_iter().zip(0x80..) {
        let case = CaseId::from_bytes([n; 16]);
        let mut change = parsed(&scene::founded(&scene.sender, case, n).1);
        replace(
            change.column(column::KEY_TEXT),
            from.as_bytes(),
            to.as_bytes(),
        );
        let what = "a report with a key that no report has, or one twice";
        list.refused(
            &format!("founding-{name}"),
            what,
            case,
            change.bytes(),
            "malformed",
        );
    }
    let values = [
        ("newer", "\u{1}case", "\u{2}case", "malformed"),
        ("other-kind", "case", "cazz", "malformed"),
        (
            "other-subdistrict",
            "jiangpu-demo",
            "jiangpu-omed",
            "wrong-document",
        ),
        ("other-source", "patrol", "petrol", "malformed"),
        (
            "other-category",
            "city.stall",
            "city.nopes",
            "unknown-reference",
        ),
        (
            "other-area",
            "c05/c05-g1",
            "c05/c09-g1",
            "unknown-reference",
        ),
        ("no-area", "c05/c05-g1", "c05/c05//1", "invalid"),
    ];
    for ((name, from, to, code), n) in values.into_iter().zip(0x90..) {
        let case = CaseId::from_bytes([n; 16]);
        let mut change = parsed(&scene::founded(&scene.sender, case, n).1);
        replace(change.column(column::VALUE), from.as_bytes(), to.as_bytes());
        let what = "a report with a value that no report has";
        list.refused(
            &format!("founding-{name}"),
            what,
            case,
            change.bytes(),
            code,
        );
    }
}

/// Puts `to` where `from` stands.
fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let place = bytes.windows(from.len()).position(|here| here == from);
    let here = place.and_then(|at| bytes.get_mut(at..at + to.len()));
    if let Some(here) = here {
        here.copy_from_slice(to);
    }
}
