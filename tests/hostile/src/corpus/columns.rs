//! Changes whose columns lie: run-lengths that claim what is not there, columns that nobody uses, references to nothing.

use super::envelope::{deflated, honest, parsed};
use super::{Entry, List};
use crate::forge::{Change, column, nothing, number, run, signed, with_length};
use crate::scene::{self, Scene};

pub fn entries() -> Vec<Entry> {
    let scene = Scene::new();
    let mut list = List::default();
    runs(&mut list, &scene);
    names(&mut list, &scene);
    references(&mut list, &scene);
    list.0
}

type Bend<'a> = &'a dyn Fn(&mut Change);

fn adder<'a>(
    list: &'a mut List,
    from: impl Fn() -> Change + 'a,
) -> impl FnMut(&str, &str, Bend<'_>) + 'a {
    move |name, what, bend| {
        let mut change = from();
        bend(&mut change);
        list.refused(name, what, scene::case(), change.bytes(), "malformed");
    }
}

/// So many operations in all columns, in a few bytes.
fn inflate(change: &mut Change, times: i64) {
    let rows = times.unsigned_abs();
    *change.column(column::OBJECT_ACTOR) = run(times, &number(0));
    *change.column(column::OBJECT_COUNTER) = run(times, &number(1));
    *change.column(column::KEY_TEXT) = run(times, &with_length(b"k"));
    *change.column(column::INSERT) = number(rows);
    *change.column(column::ACTION) = run(times, &number(1));
    *change.column(column::VALUE_KIND) = run(times, &number(6));
    change.column(column::VALUE).clear();
    *change.column(column::OVERWRITES) = run(times, &number(0));
}

fn runs(list: &mut List, scene: &Scene) {
    let mut add = adder(list, || honest(scene));
    for (name, times) in [
        ("33", 33),
        ("2-20", 1 << 20),
        ("2-40", 1 << 40),
        ("most", i64::MAX),
    ] {
        let what = "many operations in a few bytes, the same in all columns";
        add(&format!("rows-{name}"), what, &|change| {
            inflate(change, times)
        });
    }
    let what = "a run of values one by one, as many as there are numbers";
    add("rows-literal-least", what, &|change| {
        *change.column(column::ACTION) = run(i64::MIN, &number(1));
    });
    let what = "2^63 operations without a kind";
    add("rows-null", what, &|change| {
        *change.column(column::ACTION) = nothing(1 << 63)
    });
    let what = "runs of nothing, without end";
    add("rows-null-zero", what, &|change| {
        *change.column(column::ACTION) = nothing(0).repeat(20_000);
    });
    let what = "a column in another spelling, from which the same operations are read: saved, the document would not load";
    add("spelling", what, &|change| {
        *change.column(column::ACTION) = run(-1, &number(1));
        *change.column(column::OBJECT_ACTOR) = run(-1, &number(0));
        *change.column(column::OBJECT_COUNTER) = run(1, &number(8));
        change.column(column::KEY_TEXT).extend(nothing(0));
    });
    let what = "an actor that no operation names";
    add("actor-unused", what, &|change| {
        change.others = vec![vec![1; 18]]
    });
    let what = "no operations at all";
    add("rows-none", what, &|change| change.columns.clear());
    let what = "a run that ends before its value";
    add("run-cut", what, &|change| {
        *change.column(column::ACTION) = signed(1)
    });
    for (name, of) in [
        ("object", column::OBJECT_COUNTER),
        ("key", column::KEY_TEXT),
        ("value", column::VALUE_KIND),
        ("overwrites", column::OVERWRITES),
    ] {
        let what = "one column that claims 2^40 rows";
        add(&format!("long-{name}"), what, &|change| {
            *change.column(of) = run(1 << 40, &[1, b'k']);
        });
        let what = "one column that is missing";
        add(&format!("without-{name}"), what, &|change| {
            change.columns.retain(|(name, _)| *name != of);
        });
    }
    let what = "one column of yes and no that claims 2^63 rows";
    add("long-insert", what, &|change| {
        *change.column(column::INSERT) = number(1 << 63)
    });
    let what = "an operation that overwrites 2^40 others, in a few bytes";
    add("overwrites-2-40", what, &|change| {
        *change.column(column::OVERWRITES) = run(1, &number(1 << 40));
        *change.column(column::OVERWRITES_ACTOR) = run(1 << 40, &number(0));
        *change.column(column::OVERWRITES_COUNTER) = run(1 << 40, &signed(1));
    });
    let what = "an operation that overwrites as many as there are numbers";
    add("overwrites-most", what, &|change| {
        *change.column(column::OVERWRITES) = run(1, &number(u64::MAX));
    });
    for (name, kind) in [("2-40", (1 << 44) | 6), ("most", u64::MAX)] {
        let what = "a value that says that it is longer than there are bytes";
        add(&format!("value-{name}"), what, &|change| {
            *change.column(column::VALUE_KIND) = run(1, &number(kind));
        });
    }
    let what = "a key that says that it is longer than there are bytes";
    add("key-2-40", what, &|change| {
        *change.column(column::KEY_TEXT) = run(1, &number(1 << 40));
    });
    let what = "a key that is no text";
    add("key-no-text", what, &|change| {
        *change.column(column::KEY_TEXT) = run(1, &with_length(&[0xff, 0xfe]));
    });
}

fn names(list: &mut List, scene: &Scene) {
    let mut add = adder(list, || honest(scene));
    for (name, of) in [
        ("key-actor", column::KEY_ACTOR),
        ("key-counter", column::KEY_COUNTER),
        ("expand", column::EXPAND),
        ("mark", column::MARK),
        ("unknown", 0x1f7),
        ("highest", u64::from(u32::MAX) & !8),
        ("beyond", 1 << 40),
    ] {
        let what = "a column that no act of ours writes";
        add(&format!("column-{name}"), what, &|change| {
            *change.column(of) = run(1, &[1, b'k']);
        });
    }
    let what = "a deflated column";
    add("column-deflated", what, &|change| {
        for (name, bytes) in &mut change.columns {
            if *name == column::VALUE {
                *name |= 8;
                *bytes = deflated(bytes);
            }
        }
    });
    let what = "48 MB of zeros, deflated into a column";
    add("column-bomb", what, &|change| {
        for (name, bytes) in &mut change.columns {
            if *name == column::VALUE {
                *name |= 8;
                *bytes = deflated(&vec![0; 48 << 20]);
            }
        }
    });
    let what = "columns in descending order";
    add("columns-descend", what, &|change| change.columns.reverse());
    let what = "a column twice";
    add("columns-twice", what, &|change| {
        let again = change.columns.first().cloned();
        change.columns.splice(0..0, again);
    });
    let what = "ten thousand empty columns";
    add("columns-10000", what, &|change| {
        change.columns = (0..10_000).map(|n| (n << 4, Vec::new())).collect();
    });
}

fn references(list: &mut List, scene: &Scene) {
    let mut add = adder(list, || honest(scene));
    for (name, actor) in [("next", 1), ("most", u64::MAX)] {
        let what = "an object whose actor is not among those of the change";
        add(&format!("object-actor-{name}"), what, &|change| {
            *change.column(column::OBJECT_ACTOR) = run(1, &number(actor));
        });
    }
    for (name, counter) in [("later", 1000), ("2-32", 1 << 32), ("most", u64::MAX)] {
        let what = "an object that does not exist yet";
        add(&format!("object-counter-{name}"), what, &|change| {
            *change.column(column::OBJECT_COUNTER) = run(1, &number(counter));
        });
    }
    let what = "half the name of an object";
    add("object-half", what, &|change| {
        *change.column(column::OBJECT_ACTOR) = nothing(1);
    });
    drop(add);
    let mut add = adder(list, || parsed(&scene.correction));
    for (name, counter) in [
        ("zero", 0),
        ("negative", -1),
        ("least", i64::MIN),
        ("own", 16),
        ("later", 1000),
        ("most", i64::MAX),
    ] {
        let what = "overwrites an operation that cannot be";
        add(&format!("overwrites-counter-{name}"), what, &|change| {
            *change.column(column::OVERWRITES_COUNTER) = run(1, &signed(counter));
        });
    }
    let what = "overwrites an operation of another key";
    add("overwrites-other", what, &|change| {
        *change.column(column::OVERWRITES_COUNTER) = run(1, &signed(2));
    });
    let what = "overwrites nothing, as if nobody had written the field: the old value would stand beside it";
    add("overwrites-none", what, &|change| {
        *change.column(column::OVERWRITES) = run(2, &number(0));
        change.column(column::OVERWRITES_ACTOR).clear();
        change.column(column::OVERWRITES_COUNTER).clear();
    });
}
