//! `GET /api/v1/photos/{hash}?size=thumb`: small pictures, drawn from bytes that nobody vouches for.

use gridloop_shared::model::PhotoHash;
use reqwest::Response;

use super::{get, not_found, not_yet, picture, refer, send};
use crate::support::{Phone, Server, problem};

const SMALL: &str = "?size=thumb";

/// A PNG of one colour, as small as it can be sent and as large as it says when it is decoded.
fn plain_png(width: u32, height: u32) -> Vec<u8> {
    let row = usize::try_from(width).unwrap() * 3 + 1;
    let rows = usize::try_from(height).unwrap();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..rows {
        std::io::Write::write_all(&mut packed, &vec![0; row]).unwrap();
    }
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunks = [
        (b"IHDR", header),
        (b"IDAT", packed.finish().unwrap()),
        (b"IEND", vec![]),
    ];
    for (name, data) in chunks {
        file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let mut sum = flate2::Crc::new();
        for part in [name.as_slice(), &data] {
            file.extend(part);
            sum.update(part);
        }
        file.extend(sum.sum().to_be_bytes());
    }
    file
}

/// A server with a report of the worker that names this photo.
async fn with(file: &[u8]) -> (Server, Phone, PhotoHash) {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let hash = send(&worker, &server, file).await;
    worker.report("c05/c05-g1", vec![refer(&hash, file.len())]);
    worker.push_admitted(&server).await;
    (server, worker, hash)
}

async fn code(response: Response) -> (u16, String) {
    let (status, code, _) = problem(response).await;
    (status, code)
}

#[tokio::test]
async fn a_small_picture_is_for_those_who_may_see_the_photo() {
    let (server, worker, hash) = with(&plain_png(1_600, 1_200)).await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let stranger = Phone::sign_in(&server, "xuhuimin").await;
    let mut drawn = Vec::new();
    for phone in [&worker, &desk, &worker] {
        let response = get(phone, &server, &hash, SMALL).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "image/jpeg");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let cache = response.headers()["cache-control"].to_str().unwrap();
        assert_eq!(cache, "private, max-age=31536000, immutable");
        drawn.push(response.bytes().await.unwrap());
    }
    assert!(drawn[0].starts_with(b"\xFF\xD8\xFF") && drawn[0].len() < 10_000);
    assert_eq!((&drawn[1], &drawn[2]), (&drawn[0], &drawn[0]));
    let kept = server
        .data()
        .join(format!("thumbs/{}/{hash}", &hash.as_str()[..2]));
    assert_eq!(std::fs::read(&kept).unwrap(), drawn[0]);
    let hidden = code(get(&stranger, &server, &hash, SMALL).await).await;
    assert_eq!(hidden, not_found());
    let odd = get(&worker, &server, &hash, "?size=huge").await;
    assert_eq!(code(odd).await, (400, "bad-request".to_owned()));
}

#[tokio::test]
async fn many_who_ask_at_once_get_the_same() {
    let (server, worker, hash) = with(&plain_png(1_600, 1_200)).await;
    let asking = (0..20).map(|_| get(&worker, &server, &hash, SMALL));
    for answer in futures_util::future::join_all(asking).await {
        assert_eq!(answer.status(), 200);
    }
}

#[tokio::test]
async fn a_photo_that_is_not_here_has_no_small_picture_yet() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let file = plain_png(64, 64);
    let hash = PhotoHash::of(&file);
    worker.report("c05/c05-g1", vec![refer(&hash, file.len())]);
    worker.push_admitted(&server).await;
    let before = code(get(&worker, &server, &hash, SMALL).await).await;
    assert_eq!(before, not_yet());
    send(&worker, &server, &file).await;
    assert_eq!(get(&worker, &server, &hash, SMALL).await.status(), 200);
}

#[tokio::test]
async fn a_photo_that_does_not_decode_is_still_a_photo() {
    let file = picture(5_000);
    let (server, worker, hash) = with(&file).await;
    for _again in 0..2 {
        let none = code(get(&worker, &server, &hash, SMALL).await).await;
        assert_eq!(none, (404, "no-thumbnail".to_owned()));
    }
    let whole = get(&worker, &server, &hash, "").await;
    assert_eq!(whole.bytes().await.unwrap(), file);
}

#[tokio::test]
async fn a_photo_that_would_fill_the_memory_is_not_decoded() {
    // 300 KB on the wire, 300 MB as pixels.
    let bomb = plain_png(20_000, 5_000);
    assert!(bomb.len() < 400_000, "{} bytes", bomb.len());
    let (server, worker, hash) = with(&bomb).await;
    let before = peak_memory();
    let asking = (0..8).map(|_| get(&worker, &server, &hash, SMALL));
    for answer in futures_util::future::join_all(asking).await {
        assert_eq!(code(answer).await, (404, "no-thumbnail".to_owned()));
    }
    // The server is in this process. Drawing alone would have taken 300 MB.
    let grown = peak_memory() - before;
    assert!(grown < 100_000, "{grown} kB more");
    let (hash, file) = (PhotoHash::of(&plain_png(9, 9)), plain_png(9, 9));
    send(&worker, &server, &file).await;
    assert_eq!(super::head(&worker, &server, &hash).await.2, "?1");
}

/// The most memory that this process has had, in kB (proc(5)).
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let words: Vec<&str> = line.unwrap().split_whitespace().collect();
    words[1].parse().unwrap()
}
