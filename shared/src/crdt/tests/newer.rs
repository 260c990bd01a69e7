//! A document of a newer version.

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
