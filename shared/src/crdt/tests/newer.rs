//! A document of a newer version, and one that was spoilt.

use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, ROOT};

use super::*;

#[test]
fn a_document_of_a_newer_version_is_told_as_such_and_keeps_every_byte() {
    let mut newer = Automerge::new().with_actor(ActorId::from([1; 18]));
    let mut change = newer.transaction();
    change.put(ROOT, "schema", 2_u64).unwrap();
    change.put(ROOT, "of_the_future", "不认识的内容").unwrap();
    change.commit();
    let saved = newer.save();
    let read = CaseDocument::load(&saved).unwrap();
    assert_eq!(read.case(), Err(Unreadable::Newer(2)));
    assert_eq!(read.save(), saved);
}

#[test]
fn steps_that_are_no_map_are_not_taken_for_none() {
    let (document, _, _) = founded();
    let mut spoilt = Automerge::load(&document.save()).unwrap();
    let mut change = spoilt.transaction();
    let steps = change
        .put_object(ROOT, "steps", automerge::ObjType::List)
        .unwrap();
    change.insert(&steps, 0, "不是地图").unwrap();
    change.commit();
    let read = CaseDocument::load(&spoilt.save()).unwrap();
    assert_eq!(read.case(), Err(Unreadable::Broken("steps")));
}
