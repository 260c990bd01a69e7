//! Photos that no record names leave a running server after their time, and no others.

use std::time::{Duration, SystemTime};

use gridloop_shared::model::PhotoHash;

use super::{asked, head, picture, refer, send};
use crate::support::{Phone, Server};

/// Waits until the server has removed a photo from its folder.
async fn is_gone(server: &Server, hash: &PhotoHash) {
    let file = file(server, hash);
    let gone = async {
        while file.exists() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone)
        .await
        .unwrap();
}

fn file(server: &Server, hash: &PhotoHash) -> std::path::PathBuf {
    server
        .data()
        .join(format!("photos/{}/{hash}", &hash.as_str()[..2]))
}

fn make_older(file: &std::path::Path, days: u64) {
    let then = SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.set_modified(then).unwrap();
}

#[tokio::test]
async fn at_a_start_what_no_record_names_is_removed_when_its_time_is_over() {
    let mut server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let named = send(&worker, &server, &picture(5_000)).await;
    let unnamed = send(&worker, &server, &picture(6_000)).await;
    worker.report("c05/c05-g1", vec![refer(&named, 5_000)]);
    worker.push_admitted(&server).await;
    let part = server.data().join("uploads/abandoned.part");
    std::fs::write(&part, b"half").unwrap();
    make_older(&part, 8);

    server.restart_keeping(0).await;
    is_gone(&server, &unnamed).await;
    assert!(!part.exists());
    assert_eq!(asked(&worker, &server, &named).await.0, 200);
    assert_eq!(
        head(&worker, &server, &unnamed).await.0,
        404,
        "sent again if it is needed"
    );
    send(&worker, &server, &picture(6_000)).await;
    assert_eq!(head(&worker, &server, &unnamed).await.2, "?1");
}

#[tokio::test]
async fn within_its_time_a_photo_waits_for_its_record() {
    let mut server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let waits = send(&worker, &server, &picture(5_000)).await;
    make_older(&file(&server, &waits), 13);
    // Lies there without anybody having been told of it: only its age counts.
    let left = PhotoHash::of(&picture(7_000));
    std::fs::create_dir_all(file(&server, &left).parent().unwrap()).unwrap();
    std::fs::write(file(&server, &left), picture(7_000)).unwrap();
    make_older(&file(&server, &left), 15);
    server.restart_keeping(24 * 14).await;
    is_gone(&server, &left).await;
    worker.report("c05/c05-g1", vec![refer(&waits, 5_000)]);
    worker.push_admitted(&server).await;
    assert_eq!(asked(&worker, &server, &waits).await.0, 200);
}
