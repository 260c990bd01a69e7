//! Decision record 1, tried: a change is set aside, the rest goes on.

use std::collections::BTreeSet;

use super::*;
use crate::model::FieldName;
use crate::workflow::Stage;

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

#[test]
fn what_came_after_a_refused_act_is_done_again() {
    let (mut document, ..) = founded();
    let who = worker();
    let (refused, refused_change) = perform(
        &mut document,
        &who,
        Command::Correct {
            field: FieldName::Address,
            value: "别处".into(),
        },
    )
    .unwrap();
    let (later, later_change) = perform(&mut document, &who, comment("看过了")).unwrap();
    // Meanwhile somebody else's change has been admitted and pulled.
    let mut server = founded_again(&document, &[&refused_change, &later_change]);
    let (_, accepted) = perform(&mut server, &supervisor(2), Command::Accept).unwrap();
    take(&mut document, &accepted);

    let journal = [
        JournalEntry {
            act: refused.clone(),
            change: refused_change.hash,
        },
        JournalEntry {
            act: later.clone(),
            change: later_change.hash,
        },
    ];
    let rebuilt = rebuild(&document, &journal, &BTreeSet::from([refused.id]), &who, 1).unwrap();
    let left = rebuilt.document.unwrap();
    assert!(!left.contains(&refused_change.hash));
    assert_eq!(left.case().unwrap().address.value(), "兰州路 1 号");
    assert_eq!(
        left.case().unwrap().follow_up.state.stage(),
        Stage::Accepted
    );
    assert_eq!(rebuilt.fallen, []);

    // What was done again goes to the server as a new change of the same act, and fits there.
    let [(id, again)] = rebuilt.replayed.as_slice() else {
        panic!("one act was left to do again")
    };
    assert_eq!(*id, later.id);
    assert_ne!(again.hash, later_change.hash);
    let incoming = IncomingChange::decode(&again.bytes).unwrap();
    assert_eq!(incoming.actor.incarnation, 1);
    assert_eq!(incoming.fits(&server), Ok(()));
    server.apply(&incoming).unwrap();
    assert_eq!(server.case(), left.case());
}

#[test]
fn what_built_on_a_refused_act_falls_with_it_and_says_so() {
    let (mut document, ..) = founded();
    let desk = supervisor(2);
    let (accept, accept_change) = perform(&mut document, &desk, Command::Accept).unwrap();
    let (dispatched, dispatch_change) = perform(&mut document, &desk, dispatch()).unwrap();
    let journal = [
        JournalEntry {
            act: accept.clone(),
            change: accept_change.hash,
        },
        JournalEntry {
            act: dispatched.clone(),
            change: dispatch_change.hash,
        },
    ];
    let rebuilt = rebuild(&document, &journal, &BTreeSet::from([accept.id]), &desk, 1).unwrap();
    assert_eq!(
        rebuilt
            .document
            .unwrap()
            .case()
            .unwrap()
            .follow_up
            .state
            .stage(),
        Stage::Reported
    );
    assert!(rebuilt.replayed.is_empty());
    assert!(matches!(
        rebuilt.fallen.as_slice(),
        [(id, Refusal::NotNow(_))] if *id == dispatched.id
    ));
}

#[test]
fn an_act_that_has_arrived_as_another_change_is_not_done_again() {
    let (mut document, ..) = founded();
    let who = worker();
    let mut server = document.clone();
    let (act, change) = perform(&mut document, &who, comment("看过了")).unwrap();
    // It was sent, the answer was lost, and as another device it was done again: with the same id, as another change.
    let journal = [JournalEntry {
        act: act.clone(),
        change: change.hash,
    }];
    let none = BTreeSet::new();
    let again = rebuild(&document, &journal, &none, &on_another_device(&who), 0).unwrap();
    let [(_, twin)] = again.replayed.as_slice() else {
        panic!("the act was left to do again")
    };
    let mut here = again.document.unwrap();
    take(&mut server, &change);
    take(&mut here, &change);

    let journal = [JournalEntry {
        act,
        change: twin.hash,
    }];
    let rebuilt = rebuild(&here, &journal, &none, &on_another_device(&who), 1).unwrap();
    assert_eq!((rebuilt.replayed, rebuilt.fallen), (vec![], vec![]));
    assert_eq!(rebuilt.document.unwrap().case(), server.case());
}

fn on_another_device(who: &Principal) -> Principal {
    Principal {
        device: DeviceId::from_bytes([99; 16]),
        ..who.clone()
    }
}

#[test]
fn when_the_report_itself_is_refused_nothing_is_left_but_the_journal() {
    let (mut document, founding, founding_change) = founded();
    let (later, later_change) = perform(&mut document, &worker(), comment("补充")).unwrap();
    let journal = [
        JournalEntry {
            act: founding.clone(),
            change: founding_change.hash,
        },
        JournalEntry {
            act: later.clone(),
            change: later_change.hash,
        },
    ];
    let rebuilt = rebuild(
        &document,
        &journal,
        &BTreeSet::from([founding.id]),
        &worker(),
        1,
    )
    .unwrap();
    assert!(rebuilt.document.is_none());
    assert_eq!(rebuilt.fallen.len(), 1);
}

/// The server's copy: the document without some changes.
fn founded_again(document: &CaseDocument, without: &[&NewChange]) -> CaseDocument {
    let mut server = CaseDocument::default();
    for change in document.changes() {
        if without.iter().all(|left_out| left_out.hash != change.hash) {
            take(&mut server, &change);
        }
    }
    server
}
