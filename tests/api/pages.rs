//! `/api/v1/sync/pull?most=…`: somebody on a bad line asks for little at once.

use gridloop_shared::sync::{PullReply, PullRow, decode};
use reqwest::Method;

use crate::support::{Phone, Server};

async fn page(desk: &Phone, server: &Server, cursor: &str, most: usize) -> PullReply {
    let path = format!("/api/v1/sync/pull?cursor={cursor}&most={most}");
    let request = desk.request(server, Method::GET, &path);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    decode(&response.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_page_holds_no_more_than_is_asked_for_and_all_comes_in_the_end() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let mut reported = |count: usize| {
        let reports = (0..count).map(|_| worker.report("c05/c05-g1", vec![]));
        let mut ids: Vec<_> = reports.collect();
        ids.sort();
        let changes = std::mem::take(&mut worker.outbox);
        (ids, worker.push_request(&server, changes))
    };
    let mut cursor = String::new();
    // First by name, then from the log.
    for count in [23, 17] {
        let (reported, push) = reported(count);
        assert_eq!(push.send().await.unwrap().status(), 200);
        let (mut seen, mut pages) = (Vec::new(), 0);
        loop {
            let reply = page(&desk, &server, &cursor, 5).await;
            let entered = reply.rows.iter().filter_map(|row| match row {
                PullRow::Entered(entered) => Some(entered.document),
                _ => None,
            });
            let before = seen.len();
            seen.extend(entered);
            assert!(seen.len() - before <= 5, "{} at once", seen.len() - before);
            pages += 1;
            cursor = reply.cursor;
            if !reply.more {
                break;
            }
        }
        seen.sort();
        assert_eq!(seen, reported);
        assert!(pages >= count / 5, "{pages} pages");
    }
    assert_eq!(page(&desk, &server, &cursor, 0).await.rows, []);
}
