//! Changes that no app of ours made.

use automerge::legacy::OpType;
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Author, Automerge, ROOT, ReadDoc};

use super::*;

/// Writes into a document as a tampered app would, with a well-formed envelope.
fn forge(document: &CaseDocument, write: impl FnOnce(&mut Automerge, CommandId)) -> IncomingChange {
    let mut doc = document.doc.clone();
    let command = act(case_id(), Command::Accept).id;
    doc.set_author(Some(Author::from(b"mallory".to_vec())));
    doc.set_actor(ActorId::from(Actor {
        device: DeviceId::from_bytes([66; 16]),
        incarnation: 0,
    }));
    write(&mut doc, command);
    let change = doc.get_last_local_change().unwrap();
    IncomingChange::decode(change.raw_bytes()).unwrap()
}

fn commit(
    doc: &mut Automerge,
    id: CommandId,
    write: impl FnOnce(&mut automerge::transaction::Transaction<'_>),
) {
    let mut transaction = doc.transaction();
    write(&mut transaction);
    transaction.commit_with(CommitOptions::default().with_message(id.to_string()));
}

#[test]
fn bytes_that_are_no_change_are_told_apart() {
    let (document, _, change) = founded();
    let decode = |bytes: &[u8]| IncomingChange::decode(bytes).unwrap_err();
    assert_eq!(decode(b""), Malformed::NotAChange);
    assert_eq!(
        decode(b"<html>502 Bad Gateway</html>"),
        Malformed::NotAChange
    );
    assert_eq!(
        decode(&document.save()),
        Malformed::NotAChange,
        "a whole document is none"
    );
    assert_eq!(decode(&vec![0; MOST_CHANGE_BYTES + 1]), Malformed::TooLarge);
    for length in 0..change.bytes.len() {
        assert!(
            IncomingChange::decode(&change.bytes[..length]).is_err(),
            "cut at {length}"
        );
    }
    for at in 0..change.bytes.len() {
        let mut bent = change.bytes.clone();
        bent[at] ^= 0x40;
        assert!(IncomingChange::decode(&bent).is_err(), "bent at {at}");
    }
}

#[test]
fn only_what_an_act_writes_is_read() {
    let (document, founding, _) = founded();
    let steps = document.doc.get(ROOT, "steps").unwrap().unwrap().1;
    let step = r#"{"by":"mallory","device":"42424242-4242-4242-4242-424242424242","at":1,"kind":"accepted"}"#;
    let read = |change: &IncomingChange| change.read(&document).unwrap_err();

    let overwrites_a_step = forge(&document, |doc, id| {
        commit(doc, id, |tx| {
            tx.put(&steps, founding.id.to_string(), step).unwrap()
        });
    });
    assert_eq!(read(&overwrites_a_step), Malformed::Operation("kind"));

    let deletes_the_steps = forge(&document, |doc, id| {
        commit(doc, id, |tx| tx.delete(ROOT, "steps").unwrap());
    });
    assert_eq!(read(&deletes_the_steps), Malformed::Operation("kind"));

    let changes_the_reporter = forge(&document, |doc, id| {
        commit(doc, id, |tx| {
            tx.put(ROOT, "reporter", "mallory").unwrap();
            tx.put(&steps, id.to_string(), step).unwrap();
        });
    });
    assert_eq!(
        read(&changes_the_reporter),
        Malformed::Operation("written once")
    );

    let edits_without_saying_so = forge(&document, |doc, id| {
        commit(doc, id, |tx| {
            tx.put(ROOT, "description", "nothing to see").unwrap();
            tx.put(&steps, id.to_string(), step).unwrap();
        });
    });
    assert_eq!(
        read(&edits_without_saying_so),
        Malformed::Operation("fields")
    );

    let says_nothing = forge(&document, |doc, id| {
        commit(doc, id, |tx| {
            tx.put(ROOT, "description", "nothing to see").unwrap()
        });
    });
    assert_eq!(read(&says_nothing), Malformed::Operation("no step"));
}

#[test]
fn an_honest_change_reads_back_as_what_was_decided() {
    let (document, founding, change) = founded();
    let Command::Report(report) = &founding.command else {
        panic!("a report")
    };
    let decided = decide_report(&worker(), &founding, report).unwrap();
    let received = IncomingChange::decode(&change.bytes)
        .unwrap()
        .read(&CaseDocument::default())
        .unwrap();
    let mut sorted = received.writes.clone();
    sorted.fields.sort();
    let mut expected = decided;
    expected.fields.sort();
    assert_eq!(sorted, expected);
    assert_eq!(received.founds.unwrap().0, case_id());

    let mut later = document.clone();
    let (act, change) = perform(&mut later, &supervisor(2), Command::Accept).unwrap();
    let incoming = IncomingChange::decode(&change.bytes).unwrap();
    assert_eq!(incoming.fits(&document), Ok(()));
    assert_eq!(incoming.read(&document).unwrap().writes.step.id, act.id);
    assert_eq!(
        incoming.fits(&later),
        Err(Misfit::Sequence),
        "a second time"
    );
}

#[test]
fn a_change_whose_past_is_not_here_says_what_is_missing() {
    let (mut document, _, founding_change) = founded();
    let (_, accept) = perform(&mut document, &supervisor(2), Command::Accept).unwrap();
    let incoming = IncomingChange::decode(&accept.bytes).unwrap();
    assert_eq!(
        incoming.fits(&CaseDocument::default()),
        Err(Misfit::Missing(vec![founding_change.hash]))
    );
}

#[test]
fn a_second_map_of_steps_would_hide_the_first() {
    let (_, _, change) = founded();
    let mut forged = IncomingChange::decode(&change.bytes)
        .unwrap()
        .change
        .decode();
    let is_map = |op: &&automerge::legacy::Op| matches!(op.action, OpType::Make(_));
    let again = forged.operations.iter().find(is_map).unwrap().clone();
    forged.operations.push(again);
    let forged = automerge::Change::from(forged);
    let forged = IncomingChange::decode(forged.raw_bytes()).unwrap();
    assert_eq!(
        forged.read(&CaseDocument::default()).unwrap_err(),
        Malformed::Operation("kind")
    );
}

#[test]
fn a_correction_that_changes_nothing_is_read_as_what_it_is() {
    let (mut document, _, _) = founded();
    let before = document.clone();
    let same = Command::Correct {
        field: crate::model::FieldName::Description,
        value: report().description,
    };
    let (act, change) = perform(&mut document, &worker(), same).unwrap();
    let incoming = IncomingChange::decode(&change.bytes).unwrap();
    assert_eq!(incoming.fits(&before), Ok(()));
    let received = incoming.read(&before).unwrap();
    assert_eq!(
        (received.writes.step.id, received.writes.fields.len()),
        (act.id, 0)
    );
}

/// A comment by the worker's device, having begun anew so many times, on a document that it does not change.
fn beside(document: &CaseDocument, incarnation: u16) -> IncomingChange {
    let mut own = document.clone();
    let text = "beside".into();
    let act = act(case_id(), Command::Comment { text });
    let writes = decide(&worker(), &own.case().unwrap(), &act).unwrap();
    let written = own.write(&worker(), incarnation, case_id(), &writes);
    IncomingChange::decode(&written.unwrap().bytes).unwrap()
}

#[test]
fn a_device_writes_one_thing_after_the_other() {
    let (mut document, _, _) = founded();
    let apart = document.clone();
    // What it wrote before it began anew may have been held then and taken since. Over and over that is no accident.
    for incarnation in 0..=5 {
        let beside = beside(&apart, incarnation);
        let fits = beside.fits(&document);
        if incarnation == 5 {
            assert_eq!(fits, Err(Misfit::Sequence));
        } else {
            assert_eq!(fits, Ok(()), "{incarnation}");
            document.apply(&beside).unwrap();
        }
    }
}

#[test]
fn what_was_written_before_a_device_began_anew_comes_late_by_a_decision_only() {
    let (mut document, _, _) = founded();
    let late = beside(&document, 0);
    document.apply(&beside(&document, 1)).unwrap();
    assert_eq!(late.fits(&document), Err(Misfit::Sequence));
    assert_eq!(late.fits_late(&document), Ok(()));
}

#[test]
fn a_document_never_has_more_ends_than_a_change_can_name() {
    let (document, _, _) = founded();
    let mut crowded = document.clone();
    for n in 0..=MOST_DEPENDENCIES {
        let device = DeviceId::from_bytes([[1; 8], n.to_be_bytes()].concat().try_into().unwrap());
        let who = Principal { device, ..worker() };
        let mut own = document.clone();
        let comment = Command::Comment { text: "a".into() };
        let (_, change) = perform(&mut own, &who, comment).unwrap();
        let incoming = IncomingChange::decode(&change.bytes).unwrap();
        assert_eq!(incoming.crowds(&crowded), n == MOST_DEPENDENCIES, "{n}");
        if n < MOST_DEPENDENCIES {
            crowded.apply(&incoming).unwrap();
        }
    }
    let comment = Command::Comment { text: "b".into() };
    let before = crowded.clone();
    let (_, change) = perform(&mut crowded, &supervisor(2), comment).unwrap();
    let joins = IncomingChange::decode(&change.bytes).unwrap();
    assert!(!joins.crowds(&before));
    assert_eq!(joins.fits(&before), Ok(()));
}
