//! What was acknowledged survives the real program being killed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gridloop_shared::sync::Verdict;

use crate::support::{Phone, Server};

/// The real program.
struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(program())
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--demo",
                "--demo-cases",
                "0",
                "--data",
            ])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let address = line
            .strip_prefix("listening on http://")
            .unwrap()
            .to_owned();
        Self { child, address }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Built beside this test: `cargo test` builds a program only for its own package. All targets, so that every dependency has
/// the features that it has for the tests, and nothing is compiled twice.
fn program() -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().unwrap().parent().unwrap();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--all-targets"])
        .status()
        .unwrap();
    assert!(built.success());
    folder.join("gridloop")
}

#[tokio::test]
async fn a_kill_loses_nothing_that_was_acknowledged() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let server = Server::elsewhere(&program.address);
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
    drop(program);
    let _ = on_its_way.await;
    let program = Program::start(data.path());
    let server = Server::elsewhere(&program.address);
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
        .args(["-TERM", &program.child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    assert!(program.child.wait().unwrap().success());
    assert!(
        !data.path().join("gridloop.sqlite-wal").exists(),
        "the database was closed"
    );
}
