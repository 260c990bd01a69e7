//! Changes whose envelope is not what it should be: cut, bent, inflated, of the wrong kind, by the wrong hand, out of turn.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use gridloop_shared::crdt::MOST_CHANGE_BYTES;
use gridloop_shared::model::{CaseId, Role, Scope};

use super::{Entry, List};
use crate::forge::{BUNDLE, CHANGE, Change, DEFLATED, DOCUMENT, MAGIC, chunk, number};
use crate::scene::{self, Scene};

/// The change in pieces that most attacks begin from: a comment, the second of its actor.
pub fn honest(scene: &Scene) -> Change {
    parsed(&scene.comment)
}

/// An honest change in pieces.
#[allow(clippy::panic, reason = "the scene is fixed")]
pub fn parsed(bytes: &[u8]) -> Change {
    match Change::parse(bytes) {
        Some(change) => change,
        None => panic!("the scene's change cannot be taken apart"),
    }
}

/// Deflated bytes (RFC 1951).
#[allow(clippy::panic, reason = "writing into memory does not fail")]
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::best());
    match deflater.write_all(bytes).and_then(|()| deflater.finish()) {
        Ok(bytes) => bytes,
        Err(error) => panic!("cannot deflate: {error}"),
    }
}

pub fn entries() -> Vec<Entry> {
    let scene = Scene::new();
    let mut list = List::default();
    cut(&mut list, &scene);
    kinds(&mut list, &scene);
    heads(&mut list, &scene);
    hands(&mut list, &scene);
    list.0
}

fn cut(list: &mut List, scene: &Scene) {
    let whole = &scene.comment;
    let change = honest(scene);
    let head = whole.len() - change.body().len();
    let places = [
        ("nothing", 0),
        ("magic", 4),
        ("checksum", 8),
        ("type", 9),
        ("length", head),
        ("dependencies", head + 20),
        ("actor", head + 1 + 32 + 5),
        ("head", head + change.head().len()),
        ("columns", whole.len() - change.footer.len() - 40),
        ("one-byte", whole.len() - 1),
    ];
    for (place, at) in places {
        let bytes = whole.get(..at).unwrap_or_default().to_vec();
        let name = format!("cut-{place}");
        let what = "an honest change that ends too early";
        list.refused(&name, what, scene::case(), bytes, "malformed");
        // The same with a length and a checksum that fit what is left.
        if let Some(body) = whole.get(head..at).filter(|body| !body.is_empty()) {
            let name = format!("cut-{place}-sealed");
            let what = "the same with a right length and checksum";
            list.refused(&name, what, scene::case(), chunk(CHANGE, body), "malformed");
        }
    }
    let mut bent = whole.clone();
    if let Some(byte) = bent.get_mut(5) {
        *byte ^= 1;
    }
    let what = "a checksum that is not that of the bytes";
    list.refused("wrong-checksum", what, scene::case(), bent, "malformed");
    let what = "an honest change with more behind it";
    let more = [whole.as_slice(), b"more"].concat();
    list.refused("more-behind", what, scene::case(), more, "malformed");
    let what = "two changes in one";
    let two = [whole.as_slice(), whole].concat();
    list.refused("two-in-one", what, scene::case(), two, "malformed");
    let what = "one byte more than a change may have";
    let start = chunk(CHANGE, &[]);
    list.refused("oversized", what, scene::case(), start.clone(), "malformed");
    list.pad(MOST_CHANGE_BYTES + 1 - start.len());
    let what = "a length that says 2^63";
    let mut endless = [&MAGIC[..], &[0; 4], &[CHANGE]].concat();
    endless.extend(number(1 << 63));
    list.refused("length-2-63", what, scene::case(), endless, "malformed");
    let what = "a length in a longer form than it needs: the same change in other bytes";
    let (front, rest) = whole.split_at(head - 1);
    let (length, body) = rest.split_at(1);
    let longer = length
        .iter()
        .map(|byte| byte | 0x80)
        .chain([0])
        .collect::<Vec<_>>();
    let longer = [front, &longer, body].concat();
    list.refused("long-form", what, scene::case(), longer, "malformed");
}

fn kinds(list: &mut List, scene: &Scene) {
    let case = scene::case();
    let body = honest(scene).body();
    let honest = chunk(CHANGE, &body);
    for (name, kind) in [
        ("document", DOCUMENT),
        ("bundle", BUNDLE),
        ("unknown", 9),
        ("highest", 255),
    ] {
        let what = "the bytes of a change under the type of another chunk";
        let bytes = chunk(kind, &body);
        list.refused(&format!("type-{name}"), what, case, bytes, "malformed");
    }
    let what = "a whole document, as it is saved";
    list.refused(
        "whole-document",
        what,
        case,
        scene.document.save(),
        "malformed",
    );
    // The checksum of a deflated change is that of the change.
    let mut small = chunk(DEFLATED, &deflated(&body));
    for (byte, right) in small.iter_mut().zip(&honest).take(8).skip(4) {
        *byte = *right;
    }
    let what = "an honest change, deflated";
    list.refused("deflated", what, case, small, "malformed");
    let what = "48 MB of zeros, deflated into a change";
    let bomb = deflated(&vec![0; 48 << 20]);
    list.refused(
        "bomb-change",
        what,
        case,
        chunk(DEFLATED, &bomb),
        "malformed",
    );
    let what = "48 MB of zeros, deflated into a column of a document";
    // No actors, no heads, one column of changes and none of operations.
    let mut document = vec![0, 0, 1];
    document.extend(number(0x0b));
    document.extend(number(u64::try_from(bomb.len()).unwrap_or(0)));
    document.push(0);
    document.extend(&bomb);
    list.refused(
        "bomb-document",
        what,
        case,
        chunk(DOCUMENT, &document),
        "malformed",
    );
    let what = "a deflated stream inside a deflated stream";
    let twice = deflated(&bomb);
    list.refused(
        "bomb-twice",
        what,
        case,
        chunk(DEFLATED, &twice),
        "malformed",
    );
    let html = b"<html>502 Bad Gateway</html>".to_vec();
    list.refused("a-page", "what a proxy says", case, html, "malformed");
}

fn heads(list: &mut List, scene: &Scene) {
    let case = scene::case();
    let mut add = |name: &str, what: &str, code: &str, bend: &dyn Fn(&mut Change)| {
        let mut change = honest(scene);
        bend(&mut change);
        list.refused(name, what, case, change.bytes(), code);
    };
    for (name, start) in [
        ("zero", 0),
        ("2-32", 1 << 32),
        ("2-63", 1 << 63),
        ("most", u64::MAX),
    ] {
        let what = "a first counter that cannot be";
        add(&format!("start-{name}"), what, "malformed", &|change| {
            change.start = start
        });
    }
    let what = "a first counter that is possible and leaves no room for its operation";
    add("start-2-32-less-1", what, "malformed", &|change| {
        change.start = (1 << 32) - 1
    });
    let what = "a first counter that skips some";
    add("start-skips", what, "out-of-sequence", &|change| {
        change.start += 1
    });
    let what = "a first counter that is taken";
    add("start-repeats", what, "out-of-sequence", &|change| {
        change.start -= 1
    });
    for (name, sequence) in [("zero", 0), ("2-63", 1 << 63), ("most", u64::MAX)] {
        let what = "a place in the sequence that cannot be";
        add(&format!("sequence-{name}"), what, "malformed", &|change| {
            change.sequence = sequence
        });
    }
    let what = "a place in the sequence that skips one";
    add("sequence-skips", what, "out-of-sequence", &|change| {
        change.sequence = 3
    });
    let what = "a first place in the sequence, without an author";
    add("sequence-first", what, "malformed", &|change| {
        change.sequence = 1
    });
    for (name, time) in [
        ("least", i64::MIN),
        ("most", i64::MAX),
        ("later", 1_900_000_000),
    ] {
        let what = "a time that is not that of its step";
        add(&format!("time-{name}"), what, "malformed", &|change| {
            change.time = time
        });
    }
    let what = "a change that depends on one that nobody has";
    add("unknown-dependency", what, "missing", &|change| {
        change.dependencies = vec![vec![7; 32]]
    });
    let what = "the same dependency twice";
    add("dependency-twice", what, "malformed", &|change| {
        change.dependencies = vec![vec![7; 32]; 2];
    });
    let what = "dependencies in descending order";
    add("dependencies-descend", what, "malformed", &|change| {
        change.dependencies = vec![vec![7; 32], vec![6; 32]];
    });
    let what = "nothing that it depends on, although the case stands";
    add("no-dependency", what, "out-of-sequence", &|change| {
        change.dependencies.clear()
    });
    let hash = |n: u16| [&n.to_be_bytes()[..], &[0; 30]].concat();
    let what = "as many unknown dependencies as may be";
    add("dependencies-256", what, "missing", &|change| {
        change.dependencies = (0..256).map(hash).collect();
    });
    let what = "more dependencies than may be";
    add("dependencies-2000", what, "malformed", &|change| {
        change.dependencies = (0..2000).map(hash).collect();
    });
    let actor = |n: u16| [&n.to_be_bytes()[..], &[0; 16]].concat();
    let what = "more actors than may be";
    add("actors-3000", what, "malformed", &|change| {
        change.others = (0..3000).map(actor).collect()
    });
    let what = "an actor of no bytes";
    add("actor-empty", what, "malformed", &|change| {
        change.actor.clear()
    });
    let what = "an actor of many bytes";
    add("actor-long", what, "malformed", &|change| {
        change.actor = vec![1; 60_000]
    });
    let what = "its own actor once more among the others";
    add("actor-own-again", what, "malformed", &|change| {
        change.others = vec![change.actor.clone()]
    });
    let what = "no act's identifier";
    add("message-empty", what, "malformed", &|change| {
        change.message.clear()
    });
    let what = "a message that is no text";
    add("message-no-text", what, "malformed", &|change| {
        change.message = vec![0xff; 36]
    });
    let what = "a long message";
    add("message-long", what, "malformed", &|change| {
        change.message = vec![b'a'; 60_000]
    });
    let what = "bytes behind the columns that are no author";
    add("footer-other", what, "malformed", &|change| {
        change.footer = vec![2, 1, 0]
    });
    let what = "many bytes behind the columns";
    add("footer-long", what, "malformed", &|change| {
        change.footer = vec![0; 50_000]
    });
    counts(list, scene);
}

/// Lists that claim more than there is.
fn counts(list: &mut List, scene: &Scene) {
    let change = honest(scene);
    let many = || number(1 << 40);
    let head = change.head();
    let claims = [
        ("dependencies", [many(), vec![0; 64]].concat()),
        ("actor", [vec![0], many(), vec![0; 64]].concat()),
        ("message", {
            let until = head.len() - 1 - 37;
            let mut body = head.get(..until).unwrap_or_default().to_vec();
            body.extend(many());
            body
        }),
        ("actors", {
            let mut body = head.get(..head.len() - 1).unwrap_or_default().to_vec();
            body.extend(many());
            body
        }),
        ("columns", [head.clone(), many(), vec![0; 64]].concat()),
    ];
    for (name, body) in claims {
        let what = "a list that says 2^40 and ends";
        let bytes = chunk(CHANGE, &body);
        list.refused(
            &format!("claims-{name}"),
            what,
            scene::case(),
            bytes,
            "malformed",
        );
    }
}

fn hands(list: &mut List, scene: &Scene) {
    let case = scene::case();
    let mut by_another_device = honest(scene);
    by_another_device.actor = [[0x67; 16].as_slice(), &[0, 0]].concat();
    let what = "the actor of another device";
    list.refused(
        "wrong-actor",
        what,
        case,
        by_another_device.bytes(),
        "wrong-device",
    );
    let mut forged = honest(scene);
    forged.footer = author(scene::OTHER);
    let what = "an author on a later change of an actor";
    list.refused("author-again", what, case, forged.bytes(), "malformed");
    let mut anew = honest(scene);
    anew.actor = [[0x66; 16].as_slice(), &[0, 9]].concat();
    anew.sequence = 1;
    let mut nameless = anew.clone();
    let what = "no author on the first change of an actor";
    list.refused("author-missing", what, case, nameless.bytes(), "malformed");
    for (name, footer) in [
        ("author-no-text", [vec![1, 2], vec![0xff; 2]].concat()),
        ("author-empty", vec![1, 0]),
        ("author-cut", vec![1, 9, b'p']),
        ("author-2-63", [vec![1], number(1 << 63)].concat()),
        (
            "author-long",
            [vec![1], number(50_000), vec![b'p'; 50_000]].concat(),
        ),
    ] {
        nameless.footer = footer;
        let what = "an author that is no person";
        list.refused(name, what, case, nameless.bytes(), "malformed");
    }
    anew.footer = author(scene::OTHER);
    let what = "somebody else as the author of the first change of an actor";
    list.refused("author-forged", what, case, anew.bytes(), "wrong-person");

    let fresh = CaseId::from_bytes([0x79; 16]);
    let supervisor = scene::principal(scene::OTHER, Role::Supervisor, Scope::Subdistrict);
    let in_anothers_name = scene::founded(&supervisor, fresh, 20).1;
    let what = "a report in somebody else's name";
    list.refused(
        "report-forged",
        what,
        fresh,
        in_anothers_name,
        "wrong-person",
    );
    let elsewhere = CaseId::from_bytes([0x7a; 16]);
    let what = "a report under another case's identifier";
    let report = scene::founded(&scene.sender, elsewhere, 21).1;
    list.refused(
        "report-elsewhere",
        what,
        fresh,
        report.clone(),
        "wrong-document",
    );
    let what = "a second report of a case that stands";
    let again = scene::founded(&scene.sender, case, 22).1;
    list.refused("report-again", what, case, again, "out-of-sequence");
    let what = "a change of a case that does not exist";
    let other = honest(scene).bytes();
    list.refused("of-nothing", what, fresh, other, "not-found");
}

fn author(person: &str) -> Vec<u8> {
    [
        vec![1],
        number(u64::try_from(person.len()).unwrap_or(0)),
        person.into(),
    ]
    .concat()
}
