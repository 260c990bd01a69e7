//! `/api/v1/sync/events`

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::{Method, Response};
use tokio::time::timeout;

use crate::held::revoke;
use crate::support::{Phone, Server};

const SOON: Duration = Duration::from_secs(1);

async fn listen(phone: &Phone, server: &Server) -> Response {
    let request = phone.request(server, Method::GET, "/api/v1/sync/events");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response
}

#[tokio::test]
async fn a_commit_wakes_those_of_the_subdistrict() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let mut stream = listen(&desk, &server).await.bytes_stream();
    worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    let line = timeout(SOON, stream.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(&line[..], b"data: {\"seq\":1}\n\n");
}

#[tokio::test]
async fn a_photo_that_has_come_wakes_them_too_and_is_not_named() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let mut stream = listen(&desk, &server).await.bytes_stream();
    crate::photos::send(&worker, &server, &crate::photos::picture(5_000)).await;
    let line = timeout(SOON, stream.next()).await.unwrap();
    assert_eq!(&line.unwrap().unwrap()[..], b"event: photo\ndata: {}\n\n");
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_no_other() {
    let server = Server::start().await;
    let lost = Phone::sign_in(&server, "wangge").await;
    let gone = Phone::sign_in(&server, "wangge").await;
    let mut stays = listen(&Phone::sign_in(&server, "wangge").await, &server)
        .await
        .bytes_stream();
    let streams = [listen(&lost, &server).await, listen(&gone, &server).await];
    revoke(&server, &lost).await;
    let out = gone.request(&server, Method::DELETE, "/api/v1/session");
    assert_eq!(out.send().await.unwrap().status(), 204);
    for stream in streams {
        let rest = stream.bytes_stream().collect::<Vec<_>>();
        timeout(SOON, rest).await.unwrap();
    }
    let woken = timeout(SOON, stays.next()).await.unwrap();
    assert!(woken.unwrap().unwrap().starts_with(b"data: "));
    let over = timeout(Duration::ZERO, stays.next()).await;
    assert!(!matches!(over, Ok(None)), "the other goes on");
}

#[tokio::test]
async fn a_page_that_cannot_send_headers_names_the_protocol_in_the_address() {
    let server = Server::start().await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let open = async |query: &str| {
        server
            .bare(Method::GET, &format!("/api/v1/sync/events{query}"))
            .header("cookie", format!("gridloop_session={}", desk.token))
            .send()
            .await
            .unwrap()
            .status()
    };
    assert_eq!(open("?protocol=1").await, 200);
    assert_eq!(open("?protocol=7").await, 400);
    assert_eq!(open("").await, 400);
}

#[tokio::test]
async fn a_stop_ends_the_streams() {
    let mut server = Server::start().await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let mut stream = listen(&desk, &server).await.bytes_stream();
    timeout(Duration::from_secs(5), server.stop())
        .await
        .unwrap();
    let end = timeout(SOON, stream.next()).await.unwrap();
    assert!(end.is_none_or(|chunk| chunk.is_err()), "the stream ended");
}
