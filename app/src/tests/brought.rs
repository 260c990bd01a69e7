//! Unsent work that comes from another device of the same person.

use super::*;
use crate::core::{ParcelProblem, unpack};
use crate::outbox::{Brought, BroughtIn, bring_in};
use crate::records::{Fallen, StoredPhoto, Why};
use gridloop_shared::model::PhotoHash;
use gridloop_shared::sync::Code;

/// The same person with another device.
fn other_device() -> Phone {
    let mut phone = Phone::of(worker());
    phone.who.device = DeviceId::from_bytes([9; 16]);
    phone
}

fn brings(phone: &Phone, id: CaseId, brought: &Brought) -> BroughtIn {
    let now = Timestamp::from_millis(phone.now);
    block_on(bring_in(&phone.store, &phone.who, id, brought, now))
        .unwrap()
        .0
}

fn acts(rows: &[OutboxRow]) -> Brought {
    Brought {
        acts: rows.iter().map(|row| row.act.clone()).collect(),
        ..Brought::default()
    }
}

const MALFORMED: Verdict = Verdict::Refused {
    code: Code::Malformed,
};
const WRONG_DOCUMENT: Verdict = Verdict::Refused {
    code: Code::WrongDocument,
};

#[test]
fn a_report_and_what_followed_are_done_again_in_their_order_and_only_once() {
    let mut old = Phone::of(worker());
    let rows = [
        old.does(case(1), report()),
        old.does(case(1), comment("一")),
        old.does(case(1), comment("二")),
    ];
    let new = other_device();
    let came = brings(&new, case(1), &acts(&rows));
    assert_eq!((came.done, came.known, came.aside), (3, 0, 0));
    let queued = new.outbox();
    let ids = |rows: &[OutboxRow]| rows.iter().map(|row| row.act.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&queued), ids(&rows));
    assert_eq!(new.comments(case(1)), ["一", "二"]);
    assert!(new.listed(case(1)).is_some());
    // The server takes them from this device.
    let bytes: Vec<&[u8]> = queued.iter().map(|row| row.bytes.as_slice()).collect();
    entered(case(1), &bytes, 3);

    let again = brings(&new, case(1), &acts(&rows));
    assert_eq!((again.done, again.known, again.aside), (0, 3, 0));
    assert_eq!(new.outbox(), queued);
}

#[test]
fn what_the_server_or_the_tray_has_is_known() {
    let mut old = Phone::of(worker());
    let founding = old.does(case(1), report());
    let unsent = old.does(case(1), comment("还没发"));
    let new = other_device();
    new.take(&[BEGIN, entered(case(1), &[&founding.bytes], 1)]);
    let brought = Brought {
        aside: vec![SetAside {
            act: old.act(case(1), Command::Accept),
            why: Why::Refused(Code::NotAllowed),
            at: Timestamp::from_millis(5),
            reason: None,
        }],
        ..acts(&[founding, unsent])
    };
    let came = brings(&new, case(1), &brought);
    assert_eq!((came.done, came.known, came.aside), (1, 1, 1));
    assert_eq!(new.tray(), brought.aside);
    let again = brings(&new, case(1), &brought);
    assert_eq!((again.done, again.known, again.aside), (0, 3, 0));
}

#[test]
fn what_cannot_be_done_again_goes_to_the_tray_with_the_reason() {
    let mut old = Phone::of(worker());
    old.does(case(1), report());
    let alone = old.does(case(1), comment("没有它的事件"));
    let new = other_device();
    let came = brings(&new, case(1), &acts(std::slice::from_ref(&alone)));
    assert_eq!((came.done, came.aside), (0, 1));
    let tray = new.tray();
    assert_eq!(tray[0].act, alone.act);
    assert_eq!(tray[0].why, Why::Fallen(Fallen::NotHere));
    assert_eq!(new.stored(case(1)), None, "no half of a case");

    let Command::Report(mut blank) = report() else {
        unreachable!("it is one")
    };
    blank.description.clear();
    let brought = Brought {
        acts: vec![
            old.act(case(2), Command::Report(blank)),
            old.act(case(2), comment("跟着它的")),
        ],
        ..Brought::default()
    };
    assert_eq!(brings(&new, case(2), &brought).aside, 2);
    assert_eq!(new.tray().len(), 3);
    assert_eq!(new.stored(case(2)), None);
}

#[test]
fn the_old_device_sends_first_and_the_new_ones_copy_goes_without_a_word() {
    let mut old = Phone::of(worker());
    let rows = [
        old.does(case(1), report()),
        old.does(case(1), comment("一")),
    ];
    let new = other_device();
    brings(&new, case(1), &acts(&rows));
    let copies = new.outbox();
    // The log brings the case before the new device has sent anything.
    let sent = [&rows[0].bytes, &rows[1].bytes].map(Vec::as_slice);
    new.take(&[BEGIN, entered(case(1), &sent, 2), PullRow::Complete]);
    assert_eq!(new.outbox(), []);
    assert_eq!(new.tray(), []);
    assert_eq!(new.comments(case(1)), ["一"], "not twice");
    let founding = IncomingChange::decode(&copies[0].bytes).unwrap().hash();
    assert!(!new.document(case(1)).contains(&founding));
}

#[test]
fn the_old_device_sends_first_and_the_new_one_is_refused_before_it_knows() {
    let mut old = Phone::of(worker());
    let rows = [
        old.does(case(1), report()),
        old.does(case(1), comment("一")),
    ];
    let new = other_device();
    brings(&new, case(1), &acts(&rows));
    let copies = new.outbox();
    let builds_on = Verdict::Refused {
        code: Code::BuildsOnRefused,
    };
    new.settle(&copies, &[WRONG_DOCUMENT, builds_on]);
    assert_eq!(new.tray().len(), 2, "until the log says that it is there");
    let sent = [&rows[0].bytes, &rows[1].bytes].map(Vec::as_slice);
    new.take(&[BEGIN, entered(case(1), &sent, 2), PullRow::Complete]);
    assert_eq!(new.tray(), []);
    assert_eq!(new.outbox(), []);
    assert_eq!(new.comments(case(1)), ["一"]);
}

#[test]
fn a_step_that_both_devices_have_stands_once_whichever_sends_first() {
    // The case is on both; the step is unsent on the old one and comes to the new one.
    let mut old = Phone::of(worker());
    let founding = old.does(case(1), report());
    old.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let step = old.does(case(1), comment("一"));
    let later = old.does(case(1), comment("二"));
    let new = other_device();
    new.take(&[
        BEGIN,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    brings(&new, case(1), &acts(std::slice::from_ref(&step)));
    let copy = new.outbox().remove(0);
    assert_eq!(copy.act, step.act);
    assert_ne!(copy.hash, step.hash);

    // The new device's is taken. The old one hears of it first, and is refused then.
    new.settle(std::slice::from_ref(&copy), &[admitted(2)]);
    old.take(&[change(&copy, 2)]);
    assert_eq!(
        old.comments(case(1))
            .iter()
            .filter(|said| *said == "一")
            .count(),
        1
    );
    let builds_on = Verdict::Refused {
        code: Code::BuildsOnRefused,
    };
    old.settle(&[step.clone(), later.clone()], &[MALFORMED, builds_on]);
    assert_eq!(old.tray(), [], "it is on the server, and nothing is amiss");
    let queued = old.outbox();
    assert_eq!(queued.len(), 1);
    assert_eq!(queued[0].act, later.act);
    assert_eq!(old.comments(case(1)), ["一", "二"]);
    let taken = [&founding.bytes, &copy.bytes, &queued[0].bytes].map(Vec::as_slice);
    entered(case(1), &taken, 3);

    // The other way round: the old device's is taken, and the new one is refused before it hears.
    let (mut one, other) = (Phone::of(worker()), other_device());
    one.now = old.now;
    one.take(&[
        BEGIN,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    other.take(&[
        BEGIN,
        entered(case(1), &[&founding.bytes], 1),
        PullRow::Complete,
    ]);
    let step = one.does(case(1), comment("三"));
    brings(&other, case(1), &acts(std::slice::from_ref(&step)));
    let copy = other.outbox().remove(0);
    other.settle(std::slice::from_ref(&copy), &[MALFORMED]);
    assert_eq!(other.tray().len(), 1);
    other.take(&[change(&step, 2)]);
    assert_eq!(other.tray(), []);
    assert_eq!(other.comments(case(1)), ["三"]);
}

fn file(person: &str, subdistrict: &str, photo: (&str, &str), act: &Act) -> Vec<u8> {
    let act = gridloop_shared::json::to_json(act).unwrap();
    let (hash, base64) = photo;
    format!(
        r#"{{"format":1,"person":"{person}","subdistrict":"{subdistrict}","exported_at":5,"unsent":[{act}],
        "not_accepted":[],"photos":[{{"hash":"{hash}","act":{act},"base64":"{base64}"}}]}}"#
    )
    .into_bytes()
}

/// The smallest thing that begins as a JPEG does.
const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 1, 2];
const JPEG_BASE64: &str = "/9j/4AEC";

#[test]
fn a_file_gives_the_acts_of_each_case_with_their_photos() {
    let mut old = Phone::of(worker());
    let row = old.does(case(1), report());
    let hash = PhotoHash::of(JPEG);
    let text = file("worker", "s", (hash.as_str(), JPEG_BASE64), &row.act);
    let cases = unpack(&text, &old.who).unwrap();
    let brought = &cases[&case(1)];
    assert_eq!(brought.acts, std::slice::from_ref(&row.act));
    assert_eq!(brought.photos, [(row.act.clone(), hash, JPEG.to_vec())]);

    let new = other_device();
    assert_eq!(brings(&new, case(1), brought).photos, 1);
    let photos: Vec<StoredPhoto> = new.all();
    assert!(photos[0].is_waiting());
    assert_eq!(photos[0].size, 6);
    assert_eq!(brings(&new, case(1), brought).photos, 0);
}

#[test]
fn a_file_that_is_not_whole_not_ones_own_or_not_what_it_says_gives_nothing() {
    let mut old = Phone::of(worker());
    let act = old.does(case(1), report()).act;
    let hash = PhotoHash::of(JPEG);
    let good = (hash.as_str(), JPEG_BASE64);
    let refused = |text: &[u8]| unpack(text, &old.who).unwrap_err();
    let whole = file("worker", "s", good, &act);
    assert!(unpack(&whole, &old.who).is_ok());

    assert_eq!(refused(&whole[..whole.len() - 3]), ParcelProblem::NotOurs);
    assert_eq!(refused("这不是文件".as_bytes()), ParcelProblem::NotOurs);
    assert_eq!(refused(b"{}"), ParcelProblem::NotOurs);
    assert_eq!(refused(&[b'['; 100_000]), ParcelProblem::NotOurs);
    assert_eq!(
        refused(&file("other", "s", good, &act)),
        ParcelProblem::OtherPerson
    );
    assert_eq!(
        refused(&file("worker", "t", good, &act)),
        ParcelProblem::OtherSubdistrict
    );
    let other = PhotoHash::of(b"other");
    for bad in [
        (other.as_str(), JPEG_BASE64),
        (hash.as_str(), "/9j/4AED"),
        (hash.as_str(), "%%%"),
    ] {
        let text = file("worker", "s", bad, &act);
        assert_eq!(refused(&text), ParcelProblem::DamagedPhoto, "{bad:?}");
    }
    let newer = br#"{"format":2,"all":"different"}"#;
    assert_eq!(refused(newer), ParcelProblem::Newer);
}
