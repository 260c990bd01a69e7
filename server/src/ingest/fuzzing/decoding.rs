//! One change on its own: decoded, read, held against documents, and applied where it fits.

use gridloop_hostile::forge::{self, Change};
use gridloop_hostile::scene::{self, Scene};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};

thread_local! {
    /// Nothing, a case just reported, and one with more to it.
    static DOCUMENTS: [CaseDocument; 3] = {
        let scene = Scene::new();
        let mut reported = CaseDocument::default();
        reported.apply(&IncomingChange::decode(&scene.report).unwrap()).unwrap();
        [CaseDocument::default(), reported, scene.document]
    };
}

/// The bytes as they are, and as the inside of a chunk with a right checksum, which no fuzzer guesses.
pub fn decode(bytes: &[u8]) {
    take(bytes);
    take(&forge::chunk(forge::CHANGE, bytes));
    if let Some(change) = Change::parse(bytes) {
        take(&change.bytes());
    }
}

fn take(bytes: &[u8]) {
    let Ok(change) = IncomingChange::decode(bytes) else {
        return;
    };
    assert_eq!(change.bytes(), bytes, "one change in two spellings");
    DOCUMENTS.with(|documents| {
        for document in documents {
            let _ = change.recall(document, scene::case());
            if change.fits(document).is_err() || change.read(document).is_err() {
                continue;
            }
            let mut after = document.clone();
            if after.apply(&change).is_ok() {
                sound(&after);
            }
        }
    });
}

/// Holds for every document that anybody has: it is the same after saving and loading.
pub fn sound(document: &CaseDocument) {
    let again = CaseDocument::load(&document.save()).unwrap();
    assert_eq!(again.case(), document.case(), "another case after saving");
    assert_eq!(
        again.changes(),
        document.changes(),
        "other changes after saving"
    );
}
