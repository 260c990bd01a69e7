//! What was acknowledged survives the real program being killed.

use std::process::Command;

use gridloop_shared::sync::Verdict;

use crate::support::{Phone, Program};

#[tokio::test]
async fn a_kill_loses_nothing_that_was_acknowledged() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let server = program.server();
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut acknowledged = Vec::new();
    for _ in 0..10 {
        for _ in 0..10 {
            worker.report("c05/c05-g1", vec![]);
        }
        acknowledged.extend(worker.push(&server).await);
    }
    for _ in 0..100 {
        worker.report("c05/c05-g1", vec![]);
    }
    let unanswered = worker.outbox.clone();
    // SIGKILL, with a push on its way: its answer does not matter.
    let on_its_way = tokio::spawn(worker.push_request(&server, unanswered.clone()).send());
    tokio::task::yield_now().await;
    program.kill();
    let _ = on_its_way.await;
    let program = Program::start(data.path());
    let server = program.server();
    let places: Vec<u64> = acknowledged
        .iter()
        .map(|verdict| match verdict {
            Verdict::Admitted { seq, .. } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(places, (1..=100).collect::<Vec<u64>>());
    let answered = worker.send(&server, unanswered).await;
    let taken =
        |verdict: &Verdict| matches!(verdict, Verdict::Admitted { .. } | Verdict::Known { .. });
    assert!(answered.iter().all(taken), "{answered:?}");
    let mut desk = Phone::sign_in(&server, "dudao").await;
    desk.pull(&server).await;
    assert_eq!(desk.documents.len(), 200);
}

#[cfg(unix)]
#[tokio::test]
async fn a_stop_is_clean_and_quick() {
    let data = tempfile::tempdir().unwrap();
    let mut program = Program::start(data.path());
    let killed = Command::new("kill")
        .args(["-TERM", &program.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    assert!(program.ended_well());
    assert!(
        !data.path().join("gridloop.sqlite-wal").exists(),
        "the database was closed"
    );
}
