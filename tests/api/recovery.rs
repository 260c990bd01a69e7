//! `gridloop backup`, `gridloop restore` and `/api/v1/sync/give-back`: what was admitted after a backup comes back from the
//! phones that have it, and nothing else gets in that way.

use gridloop_shared::command::Command;
use gridloop_shared::model::CaseId;
use gridloop_shared::sync::{
    Code, Entered, GiveBackReply, GiveBackRequest, GivenBack, LostChange, LostDocument, PullRow,
    Seal, Verdict, decode, encode,
};
use reqwest::Method;
use tempfile::TempDir;

use crate::support::{Phone, Server};

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

/// A case as the server has it, for a device that pulls it whole.
async fn whole(server: &Server, case: CaseId) -> Option<Entered> {
    let mut desk = Phone::sign_in(server, "dudao").await;
    desk.pull(server)
        .await
        .into_iter()
        .find_map(|row| match row {
            PullRow::Entered(entered) if entered.document == case => Some(*entered),
            _ => None,
        })
}

/// All of a document as far as a phone that pulled it can give it back.
fn lost(phone: &Phone, entered: &Entered) -> LostDocument {
    let changes = phone.documents[&entered.document].changes();
    LostDocument {
        document: entered.document,
        changes: changes
            .into_iter()
            .zip(&entered.arrivals)
            .map(|(change, arrival)| LostChange {
                at: arrival.at,
                bytes: change.bytes,
            })
            .collect(),
        seal: entered.seal,
    }
}

async fn give_back(phone: &Phone, server: &Server, documents: Vec<LostDocument>) -> Vec<GivenBack> {
    let body = encode(&GiveBackRequest { documents }).unwrap();
    let request = phone
        .request(server, Method::POST, "/api/v1/sync/give-back")
        .header("content-type", "application/cbor")
        .body(body);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let reply: GiveBackReply = decode(&response.bytes().await.unwrap()).unwrap();
    reply.documents
}

/// A server restored from a backup that was taken while it ran, and what came after the backup: a case that the backup has, with
/// one act more, and a case that it has not.
struct Story {
    server: Server,
    worker: Phone,
    old: Entered,
    new: Entered,
    _folder: TempDir,
}

async fn story() -> Story {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let old = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    worker.pull(&server).await;

    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    gridloop::backup(server.data(), &backup, |_| {})
        .await
        .unwrap();

    worker.act(old, comment("备份之后"));
    let new = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    worker.pull(&server).await;
    let (old, new) = (
        whole(&server, old).await.unwrap(),
        whole(&server, new).await.unwrap(),
    );
    drop(server);

    let data = folder.path().join("data");
    gridloop::restore(&backup, &data, |_| {}).await.unwrap();
    Story {
        server: Server::over(&data).await,
        worker,
        old,
        new,
        _folder: folder,
    }
}

#[tokio::test]
async fn what_a_restored_server_lacks_comes_back_from_a_phone_as_it_was() {
    let Story {
        server,
        mut worker,
        old,
        new,
        _folder,
    } = story().await;
    let lacking = whole(&server, old.document).await.unwrap();
    assert_eq!(lacking.arrivals.len(), 1);
    assert_eq!(whole(&server, new.document).await, None);

    // The session that the backup did not have is gone.
    let cursor = worker.cursor.clone();
    let mine = std::mem::replace(&mut worker, Phone::sign_in(&server, "wangge").await).documents;
    worker.cursor = cursor;
    let rows = worker.pull(&server).await;
    assert_eq!(
        rows[0],
        PullRow::Begin { lost: true },
        "the cursor of before does not fit"
    );
    worker.documents = mine;
    let back = give_back(
        &worker,
        &server,
        vec![lost(&worker, &old), lost(&worker, &new)],
    )
    .await;
    for (given, before) in back.iter().zip([&old, &new]) {
        assert_eq!(given.refused, None);
        let now = given.entered.as_ref().unwrap();
        assert_eq!(now.arrivals, before.arrivals, "it arrived when it arrived");
        assert_eq!(now.seal, before.seal);
    }
    // Once more is safe.
    let again = give_back(&worker, &server, vec![lost(&worker, &old)]).await;
    assert_eq!(again[0].refused, None);
    let now = whole(&server, old.document).await.unwrap();
    assert_eq!((now.arrivals, now.row), (old.arrivals, old.row));
}

#[tokio::test]
async fn anybody_can_carry_it_and_sees_no_more_for_that() {
    let Story {
        server,
        worker,
        new,
        _folder,
        ..
    } = story().await;
    let stranger = Phone::sign_in(&server, "wuguan").await;
    let back = give_back(&stranger, &server, vec![lost(&worker, &new)]).await;
    assert_eq!(
        back,
        [GivenBack {
            refused: None,
            entered: None
        }]
    );
    assert!(whole(&server, new.document).await.is_some());
}

#[tokio::test]
async fn nothing_gets_in_that_the_server_has_not_sealed() {
    let Story {
        server,
        worker,
        old,
        new,
        _folder,
    } = story().await;
    let mut forger = Phone::sign_in(&server, "wangge").await;
    let own = forger.report("c05/c05-g1", vec![]);
    let forged = std::mem::take(&mut forger.outbox).remove(0).bytes;
    let at = new.arrivals[0].at;
    let addition = LostChange { at, bytes: forged };
    let honest = lost(&worker, &new);
    let with = |change: &dyn Fn(&mut LostDocument)| {
        let mut lost = honest.clone();
        change(&mut lost);
        lost
    };
    let hostile = vec![
        with(&|lost| lost.changes.push(addition.clone())),
        // What is joined twice leaves no mark.
        with(&|lost| lost.changes.extend([addition.clone(), addition.clone()])),
        with(&|lost| lost.changes[0].at = at.plus_hours(1)),
        with(&|lost| lost.document = own),
        with(&|lost| lost.changes.clear()),
        with(&|lost| {
            lost.changes.clear();
            lost.seal = Seal::NONE;
        }),
        with(&|lost| lost.changes[0].bytes.truncate(40)),
        LostDocument {
            document: own,
            changes: vec![addition.clone()],
            seal: Seal::NONE,
        },
        LostDocument {
            document: old.document,
            ..honest.clone()
        },
    ];
    let count = hostile.len();
    let back = give_back(&forger, &server, hostile).await;
    let refused = |given: &GivenBack| given.refused == Some(Code::NotFound);
    assert!(back.iter().all(refused), "{back:?}");
    assert_eq!(back.len(), count);
    assert_eq!(whole(&server, new.document).await, None);
    assert_eq!(whole(&server, own).await, None);
}

#[tokio::test]
async fn a_known_change_under_another_document_gets_no_mark_there() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let (one, other) = (
        worker.report("c05/c05-g1", vec![]),
        worker.report("c05/c05-g1", vec![]),
    );
    let mut sent = worker.outbox.clone();
    worker.push_admitted(&server).await;
    sent.truncate(1);
    assert_eq!(sent[0].document, one);
    sent[0].document = other;
    let verdicts = worker.send(&server, sent).await;
    assert_eq!(
        verdicts,
        [Verdict::Refused {
            code: Code::WrongDocument
        }]
    );
}

#[tokio::test]
async fn neither_backup_nor_restore_writes_over_anything() {
    let server = Server::start().await;
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there");
    std::fs::create_dir(&there).unwrap();
    for taken in [server.data(), &there] {
        let refused = gridloop::backup(server.data(), taken, |_| {}).await;
        assert!(matches!(refused, Err(gridloop::BackupError::Exists(_))));
        let refused = gridloop::restore(server.data(), taken, |_| {}).await;
        assert!(matches!(refused, Err(gridloop::BackupError::Exists(_))));
    }
    let nothing = gridloop::backup(&there, &folder.path().join("to"), |_| {}).await;
    assert!(matches!(nothing, Err(gridloop::BackupError::NoDatabase(_))));
    let inside = server.data().join("new/backup");
    let inside = gridloop::backup(server.data(), &inside, |_| {}).await;
    assert!(matches!(inside, Err(gridloop::BackupError::Inside(_))));
}

#[tokio::test]
async fn whoever_gives_nothing_back_of_a_case_is_told_how_it_stands_if_they_may_see_it() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let case = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    worker.act(case, comment("后来的"));
    worker.push_admitted(&server).await;
    let nothing = |document| LostDocument {
        document,
        changes: Vec::new(),
        seal: Seal::NONE,
    };
    let desk = Phone::sign_in(&server, "dudao").await;
    let unknown = CaseId::from_bytes([9; 16]);
    let told = give_back(&desk, &server, vec![nothing(case), nothing(unknown)]).await;
    let entered = told[0].entered.as_ref().unwrap();
    assert_eq!(entered.arrivals.len(), 2);
    assert_eq!(**entered, whole(&server, case).await.unwrap());
    assert_eq!(told[1].entered, None);
    // Another community's worker learns nothing.
    let stranger = Phone::sign_in(&server, "guancha").await;
    let told = give_back(&stranger, &server, vec![nothing(case)]).await;
    assert_eq!(told[0].entered, None);
}
