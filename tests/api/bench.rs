//! Figures, and a floor far below them so that a collapse is noticed. Debug builds are slower by some times.

use std::time::Instant;

use gridloop_shared::command::Command;

use crate::support::{Phone, Server};

#[tokio::test]
async fn changes_are_admitted_at_a_rate() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut batches = Vec::new();
    for _ in 0..20 {
        for _ in 0..25 {
            let case = worker.report("c05/c05-g1", vec![]);
            for text in ["一", "二", "三"] {
                worker.act(case, Command::Comment { text: text.into() });
            }
        }
        batches.push(std::mem::take(&mut worker.outbox));
    }
    let began = Instant::now();
    for batch in batches.clone() {
        worker.send(&server, batch).await;
    }
    let one_by_one = 2_000.0 / began.elapsed().as_secs_f64();

    let began = Instant::now();
    for batch in batches {
        worker.send(&server, batch).await;
    }
    let known = 2_000.0 / began.elapsed().as_secs_f64();

    let mut desk = Phone::sign_in(&server, "dudao").await;
    let began = Instant::now();
    desk.pull(&server).await;
    let first_sync = began.elapsed();
    let began = Instant::now();
    for _ in 0..100 {
        desk.pull_once(&server).await;
    }
    let nothing_new = began.elapsed() / 100;
    println!("admitted {one_by_one:.0}/s in batches of 100, known {known:.0}/s");
    println!("first sync of 500 documents {first_sync:?}, nothing new {nothing_new:?}");
    assert!(one_by_one > 50.0, "{one_by_one:.0} changes a second");
}
