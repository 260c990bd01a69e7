//! Pieces of photos with headers that cannot be, and files that are no pictures or would burst whoever shows them.

use super::{Answer, Entry, List, Send};
use gridloop_shared::model::PhotoHash;

/// The header of a PNG (W3C PNG, third edition, 11.2.1).
fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        &size[..],
        &[8, 2, 0, 0, 0, 0, 0, 0, 0],
    ]
    .concat()
}

pub fn entries() -> Vec<Entry> {
    let mut list = List::default();
    headers(&mut list);
    pictures(&mut list);
    list.0
}

fn headers(list: &mut List) {
    let sound = png(8, 8);
    let hash = PhotoHash::of(&sound).to_string();
    let mut add =
        |name: &str, what: &str, hash: &str, given: &[(&str, &str)], answer: (u16, &str)| {
            let headers = given
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let send = Send::Photo {
                hash: hash.to_owned(),
                headers: headers.collect(),
            };
            let answer = Answer::Problem(answer.0, answer.1.into());
            list.add(&format!("photo-{name}"), what, send, sound.clone(), answer);
        };
    let bad = (400, "bad-request");
    let (offset, length) = ("upload-offset", "upload-length");
    add("no-headers", "neither offset nor length", &hash, &[], bad);
    add("no-length", "no length", &hash, &[(offset, "0")], bad);
    for (name, value) in [
        ("negative", "-1"),
        ("word", "ten"),
        ("fraction", "1.5"),
        ("hex", "0x10"),
        ("beyond", "18446744073709551616"),
        ("empty", ""),
        ("list", "0, 0"),
        ("long", &"9".repeat(4_000)),
    ] {
        let what = "a number that is none";
        add(
            &format!("offset-{name}"),
            what,
            &hash,
            &[(offset, value), (length, "33")],
            bad,
        );
        add(
            &format!("length-{name}"),
            what,
            &hash,
            &[(offset, "0"), (length, value)],
            bad,
        );
    }
    let most = u64::MAX.to_string();
    let what = "an offset beyond everything";
    add(
        "offset-most",
        what,
        &hash,
        &[(offset, &most), (length, "33")],
        (409, "wrong-offset"),
    );
    let what = "a photo larger than everything";
    add(
        "length-most",
        what,
        &hash,
        &[(offset, "0"), (length, &most)],
        (413, "too-large"),
    );
    let what = "a photo of no bytes, and then some";
    add(
        "length-zero",
        what,
        &hash,
        &[(offset, "0"), (length, "0")],
        (413, "too-large"),
    );
    for (name, hash) in [
        ("short", "ab".to_owned()),
        ("upper", hash.to_uppercase()),
        ("up", "..%2f..%2fgridloop.sqlite".to_owned()),
        ("zero", format!("{}%00", hash.get(..62).unwrap_or_default())),
        ("long", "a".repeat(8_000)),
    ] {
        let what = "a name that is no hash";
        let sound = [(offset, "0"), (length, "33")];
        add(
            &format!("hash-{name}"),
            what,
            &hash,
            &sound,
            (404, "not-found"),
        );
    }
}

fn pictures(list: &mut List) {
    let mut add = |name: &str, what: &str, bytes: Vec<u8>, of: &[u8], code: &str| {
        let send = Send::Photo {
            hash: PhotoHash::of(of).to_string(),
            headers: vec![
                ("upload-offset".into(), "0".into()),
                ("upload-length".into(), bytes.len().to_string()),
            ],
        };
        let answer = Answer::Problem(422, code.into());
        list.add(&format!("picture-{name}"), what, send, bytes, answer);
    };
    add(
        "other",
        "other bytes than those of the hash",
        png(8, 8),
        b"else",
        "hash-mismatch",
    );
    let jpeg = |marker: &[u8], times: usize| {
        [&[0xff, 0xd8, 0xff, 0xe0, 0, 2][..], &marker.repeat(times)].concat()
    };
    for (name, what, bytes) in [
        (
            "page",
            "a page with a script",
            b"<html><script>alert(1)</script></html>".to_vec(),
        ),
        (
            "drawing",
            "a drawing with a script",
            b"<svg onload='alert(1)'/>".to_vec(),
        ),
        (
            "cut",
            "a picture that ends in its header",
            png(8, 8).get(..20).unwrap_or_default().to_vec(),
        ),
        (
            "wide",
            "a picture of 2^32 pixels a side",
            png(u32::MAX, u32::MAX),
        ),
        ("flat", "a picture without pixels", png(0, 8)),
        (
            "large",
            "a picture of more pixels than a browser survives",
            png(20_000, 20_000),
        ),
        (
            "jpeg-empty",
            "a JPEG of nothing but its beginning",
            jpeg(&[], 0),
        ),
        (
            "jpeg-segments",
            "a JPEG of segments of no length",
            jpeg(&[0xff, 0xe1, 0, 0], 50_000),
        ),
        (
            "jpeg-fill",
            "a JPEG of nothing but fill bytes",
            jpeg(&[0xff], 200_000),
        ),
        (
            "jpeg-long",
            "a JPEG whose segments are longer than the file",
            jpeg(&[0xff, 0xe1, 0xff, 0xff], 4),
        ),
        (
            "webp-cut",
            "a WebP that ends in its header",
            b"RIFF\xff\xff\xff\xffWEBPVP8X".to_vec(),
        ),
    ] {
        add(name, what, bytes.clone(), &bytes, "not-an-image");
    }
}
