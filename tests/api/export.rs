//! A case leaves as a file that any Automerge program opens.

use automerge::{Automerge, ROOT, ReadDoc};

use crate::support::{Phone, Server};

#[tokio::test]
async fn an_exported_case_opens_in_automerge_while_the_server_runs() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let case = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    let file = gridloop::export(server.data(), case).await.unwrap();
    let document = Automerge::load(&file).unwrap();
    let (description, _) = document.get(ROOT, "description").unwrap().unwrap();
    assert_eq!(description.as_str(), Some("占道设摊"));
    let steps = document.get(ROOT, "steps").unwrap().unwrap().1;
    assert_eq!(document.length(steps), 1);

    let nowhere = gridloop_shared::model::CaseId::from_bytes([3; 16]);
    assert!(gridloop::export(server.data(), nowhere).await.is_err());
    let elsewhere = tempfile::tempdir().unwrap();
    assert!(gridloop::export(elsewhere.path(), case).await.is_err());
    assert_eq!(
        std::fs::read_dir(elsewhere.path()).unwrap().count(),
        0,
        "nothing is made there"
    );
}
