//! A log whose beginning was forgotten.

use gridloop_shared::command::Command;
use gridloop_shared::sync::{PullRow, Verdict};

use crate::support::{Phone, Server};

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

#[tokio::test]
async fn whoever_is_behind_the_beginning_of_the_log_is_told_everything_and_sends_nothing_twice() {
    let mut server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut away = Phone::sign_in(&server, "dudao").await;
    let case = worker.report("c05/c05-g1", vec![]);
    let mut sent = worker.outbox.clone();
    worker.push_admitted(&server).await;
    away.pull(&server).await;
    for text in ["一", "二", "三"] {
        worker.act(case, comment(text));
    }
    sent.extend(worker.outbox.clone());
    worker.push_admitted(&server).await;
    worker.pull(&server).await;

    // In the background, after the start: until a reader who is behind finds it done.
    server.restart_trimmed(0).await;
    let rows = loop {
        let (reply, _) = away.pull_once(&server).await;
        if matches!(reply.rows[0], PullRow::Begin { .. }) {
            break away.pull(&server).await;
        }
    };
    assert_eq!(rows[0], PullRow::Begin { lost: false }, "nothing was lost");
    assert_eq!(away.case(case).follow_up.entries.len(), 4);
    let read_to_the_end = worker.pull(&server).await;
    assert_eq!(read_to_the_end, []);

    let again = worker.send(&server, sent).await;
    let known = |verdict: &Verdict| matches!(verdict, Verdict::Known { .. });
    assert!(again.iter().all(known), "{again:?}");
    worker.act(case, comment("四"));
    worker.push_admitted(&server).await;
    server.stop().await;
    let rebuilt = gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    assert_eq!((rebuilt.documents, rebuilt.mended), (1, 0));
}
