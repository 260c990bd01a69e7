//! `/api/v1/photos/{hash}`

mod leaving;
mod room;
mod seeing;
mod small;

use gridloop_shared::model::PhotoHash;
use reqwest::{Body, Method, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Phone, Server, problem};
pub use crate::support::{picture, reference as refer};

const MIB: usize = 1024 * 1024;

fn path(hash: &PhotoHash) -> String {
    format!("/api/v1/photos/{hash}")
}

async fn patch(
    (phone, server): (&Phone, &Server),
    hash: &PhotoHash,
    offset: usize,
    length: usize,
    body: impl Into<Body>,
) -> Response {
    phone
        .request(server, Method::PATCH, &path(hash))
        .header("upload-offset", offset)
        .header("upload-length", length)
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn head(phone: &Phone, server: &Server, hash: &PhotoHash) -> (u16, String, String) {
    let request = phone.request(server, Method::HEAD, &path(hash));
    let response = request.send().await.unwrap();
    let header = |name| match response.headers().get(name) {
        Some(value) => value.to_str().unwrap().to_owned(),
        None => String::new(),
    };
    let found = (header("upload-offset"), header("upload-complete"));
    (response.status().as_u16(), found.0, found.1)
}

/// Sends a whole photo.
pub async fn send(phone: &Phone, server: &Server, file: &[u8]) -> PhotoHash {
    let hash = PhotoHash::of(file);
    for (at, piece) in file.chunks(MIB).enumerate() {
        let piece = piece.to_vec();
        let sent = patch((phone, server), &hash, at * MIB, file.len(), piece).await;
        assert_eq!(sent.status(), 204);
    }
    hash
}

/// As an `<img>` asks: with the cookie and nothing else.
async fn get(phone: &Phone, server: &Server, hash: &PhotoHash, query: &str) -> Response {
    let request = server.bare(Method::GET, &format!("{}{query}", path(hash)));
    let cookie = format!("gridloop_session={}", phone.token);
    request.header("cookie", cookie).send().await.unwrap()
}

/// Status and code of what somebody gets who asks for a photo.
async fn asked(phone: &Phone, server: &Server, hash: &PhotoHash) -> (u16, String) {
    let response = get(phone, server, hash, "").await;
    if response.status() == 200 {
        return (200, String::new());
    }
    let (status, code, _) = problem(response).await;
    (status, code)
}

fn not_yet() -> (u16, String) {
    (404, "photo-not-here-yet".to_owned())
}

fn not_found() -> (u16, String) {
    (404, "not-found".to_owned())
}

#[tokio::test]
async fn a_photo_is_sent_in_pieces_and_read_by_those_who_see_the_case() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let file = picture(MIB + 5_000);
    let hash = PhotoHash::of(&file);
    let at = (&worker, &server);
    assert_eq!(head(&worker, &server, &hash).await.0, 404);
    let first = patch(at, &hash, 0, file.len(), file[..MIB].to_vec()).await;
    assert_eq!(
        (first.status().as_u16(), &first.headers()["upload-complete"]),
        (204, &"?0".parse().unwrap())
    );
    let here = (200, MIB.to_string(), "?0".to_owned());
    assert_eq!(head(&worker, &server, &hash).await, here);

    let (status, code, _) = problem(patch(at, &hash, 0, file.len(), vec![1]).await).await;
    assert_eq!((status, code.as_str()), (409, "wrong-offset"));
    let wrong = patch(at, &hash, MIB + 1, file.len(), vec![1]).await;
    assert_eq!(wrong.headers()["upload-offset"], MIB.to_string().as_str());

    let last = patch(at, &hash, MIB, file.len(), file[MIB..].to_vec()).await;
    assert_eq!(
        (last.status().as_u16(), &last.headers()["upload-complete"]),
        (204, &"?1".parse().unwrap())
    );
    let whole = (200, file.len().to_string(), "?1".to_owned());
    assert_eq!(head(&worker, &server, &hash).await, whole);
    let again = patch(at, &hash, 0, file.len(), file[..10].to_vec()).await;
    assert_eq!(again.status(), 204, "sending again is safe");

    let desk = Phone::sign_in(&server, "dudao").await;
    let stranger = Phone::sign_in(&server, "xuhuimin").await;
    let read = async |phone: &Phone| get(phone, &server, &hash, "").await;
    assert_eq!(read(&worker).await.status(), 404, "no case names it yet");
    worker.report("c05/c05-g1", vec![refer(&hash, file.len())]);
    worker.push_admitted(&server).await;
    for phone in [&worker, &desk] {
        let response = read(phone).await;
        assert_eq!(response.headers()["content-type"], "image/png");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let cache = response.headers()["cache-control"].to_str().unwrap();
        assert_eq!(cache, "private, max-age=31536000, immutable");
        assert_eq!(response.bytes().await.unwrap(), file);
    }
    assert_eq!(read(&stranger).await.status(), 404);
}

#[tokio::test]
async fn what_arrived_before_a_cut_is_kept() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let file = picture(300_000);
    let hash = PhotoHash::of(&file);
    let mut connection = TcpStream::connect(server.address()).await.unwrap();
    let head = format!(
        "PATCH {} HTTP/1.1\r\nhost: test\r\ngridloop-protocol: 1\r\nauthorization: Bearer {}\r\n\
         upload-offset: 0\r\nupload-length: {length}\r\ncontent-length: {length}\r\n\r\n",
        path(&hash),
        worker.token,
        length = file.len(),
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&file[..120_000]).await.unwrap();
    // The network goes away. The server closes its side when it has kept what arrived.
    connection.shutdown().await.unwrap();
    let _ = connection.read_to_end(&mut Vec::new()).await;
    let (_, offset, complete) = self::head(&worker, &server, &hash).await;
    assert_eq!(complete, "?0");
    let arrived: usize = offset.parse().unwrap();
    assert_eq!(arrived, 120_000);
    let rest = file[arrived..].to_vec();
    let done = patch((&worker, &server), &hash, arrived, file.len(), rest).await;
    assert_eq!(done.headers()["upload-complete"], "?1");
}

#[tokio::test]
async fn what_is_not_what_it_says_is_not_kept() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let at = (&worker, &server);
    let file = picture(5_000);
    let hash = PhotoHash::of(b"something else");
    let (status, code, _) = problem(patch(at, &hash, 0, file.len(), file.clone()).await).await;
    assert_eq!((status, code.as_str()), (422, "hash-mismatch"));
    assert_eq!(
        head(&worker, &server, &hash).await.0,
        404,
        "the part is gone"
    );

    let page = b"<html><script>alert(1)</script></html>".to_vec();
    let hash = PhotoHash::of(&page);
    let (status, code, _) = problem(patch(at, &hash, 0, page.len(), page.clone()).await).await;
    assert_eq!((status, code.as_str()), (422, "not-an-image"));
    assert_eq!(head(&worker, &server, &hash).await.0, 404);

    let hash = PhotoHash::of(&file);
    let (status, code, _) = problem(patch(at, &hash, 0, 6 * MIB, file.clone()).await).await;
    assert_eq!((status, code.as_str()), (413, "too-large"));
    let (status, code, _) = problem(patch(at, &hash, 0, 100, file.clone()).await).await;
    assert_eq!(
        (status, code.as_str()),
        (413, "too-large"),
        "more than announced"
    );
    let odd = worker.request(
        &server,
        Method::HEAD,
        "/api/v1/photos/..%2f..%2fgridloop.sqlite",
    );
    assert_eq!(odd.send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn nobody_can_spoil_what_another_sends() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let mallory = Phone::sign_in(&server, "zhifa").await;
    let file = picture(5_000);
    let hash = PhotoHash::of(&file);
    patch(
        (&worker, &server),
        &hash,
        0,
        file.len(),
        file[..2_000].to_vec(),
    )
    .await;
    patch((&mallory, &server), &hash, 0, file.len(), vec![0; 3_000]).await;
    assert_eq!(head(&worker, &server, &hash).await.1, "2000");
    let done = patch(
        (&worker, &server),
        &hash,
        2_000,
        file.len(),
        file[2_000..].to_vec(),
    )
    .await;
    assert_eq!(done.headers()["upload-complete"], "?1");
}

#[tokio::test]
async fn a_photo_whose_last_byte_was_the_last_thing_the_server_did_is_still_finished() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let file = picture(5_000);
    let hash = PhotoHash::of(&file);
    // As a kill leaves it between the last byte and the move.
    let device = worker.principal.device;
    let part = server.data().join(format!("uploads/{hash}.{device}.part"));
    std::fs::write(part, &file).unwrap();
    let unfinished = (200, file.len().to_string(), "?0".to_owned());
    assert_eq!(head(&worker, &server, &hash).await, unfinished);
    let done = patch((&worker, &server), &hash, file.len(), file.len(), vec![]).await;
    assert_eq!(done.headers()["upload-complete"], "?1");
    assert_eq!(head(&worker, &server, &hash).await.2, "?1");
}

#[tokio::test]
async fn equal_pieces_at_once_spoil_nothing() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    for n in 0..20 {
        let mut file = picture(200_000);
        file.push(n);
        let hash = PhotoHash::of(&file);
        let pieces = (0..6).map(|_| patch((&worker, &server), &hash, 0, file.len(), file.clone()));
        for answer in futures_util::future::join_all(pieces).await {
            let status = answer.status().as_u16();
            assert!([204, 409, 503].contains(&status), "{status}");
        }
        assert_eq!(head(&worker, &server, &hash).await.2, "?1");
    }
}
