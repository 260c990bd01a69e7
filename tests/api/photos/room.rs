//! Room on the disk: what one device may have half sent, and a disk that is full.

use gridloop_shared::model::PhotoHash;

use super::{head, patch, picture, send};
use crate::support::{Phone, Server, problem};

fn numbered(bytes: usize, n: u8) -> Vec<u8> {
    let mut file = picture(bytes);
    file.push(n);
    file
}

#[tokio::test]
async fn a_device_may_have_only_so_much_half_sent() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let begin = async |phone: &Phone, n: u8| {
        let file = numbered(5_000, n);
        patch(
            (phone, &server),
            &PhotoHash::of(&file),
            0,
            file.len(),
            file[..10].to_vec(),
        )
        .await
    };
    for n in 0..16 {
        assert_eq!(begin(&worker, n).await.status(), 204);
    }
    let refused = begin(&worker, 16).await;
    assert_eq!(refused.headers()["retry-after"], "60");
    let (status, code, _) = problem(refused).await;
    assert_eq!((status, code.as_str()), (429, "too-many-parts"));
    let unsent = PhotoHash::of(&numbered(5_000, 16));
    assert_eq!(head(&worker, &server, &unsent).await.0, 404);
    // Another device is not in the way of this one, and what was begun can be finished.
    let second = Phone::sign_in(&server, "wangge").await;
    assert_eq!(begin(&second, 16).await.status(), 204);
    let first = numbered(5_000, 0);
    let hash = PhotoHash::of(&first);
    let rest = first[10..].to_vec();
    let done = patch((&worker, &server), &hash, 10, first.len(), rest).await;
    assert_eq!(done.headers()["upload-complete"], "?1");
    assert_eq!(begin(&worker, 17).await.status(), 204);
}

#[tokio::test]
async fn many_begun_at_the_same_moment_are_not_more_than_so_many() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let begun = (0..60).map(|n| {
        let file = numbered(5_000, n);
        let (worker, server) = (&worker, &server);
        async move {
            let first = file[..10].to_vec();
            patch(
                (worker, server),
                &PhotoHash::of(&file),
                0,
                file.len(),
                first,
            )
            .await
        }
    });
    for answer in futures_util::future::join_all(begun).await {
        assert!([204, 429, 503].contains(&answer.status().as_u16()));
    }
    let parts = std::fs::read_dir(server.data().join("uploads"))
        .unwrap()
        .count();
    assert!(parts <= 17, "{parts} parts");
}

#[tokio::test]
async fn large_photos_count_by_their_bytes() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    const MIB: usize = super::MIB;
    let mut begun = 0;
    for n in 0..16 {
        let hash = PhotoHash::of(&[n]);
        let mut at = 0;
        while at < 4 * MIB {
            let sent = patch((&worker, &server), &hash, at, 5 * MIB, vec![n; MIB]).await;
            if sent.status() == 429 {
                assert_eq!(at, 0, "what was begun goes on");
                break;
            }
            at += MIB;
        }
        begun += usize::from(at > 0);
    }
    assert_eq!(begun, 9, "9 × 4 MiB and one of 5 MiB more are over 40 MiB");
}

/// `/dev/full` is a real full disk (full(4)).
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_said_and_spoils_nothing() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let file = picture(200_000);
    let hash = PhotoHash::of(&file);
    let device = worker.principal.device;
    let part = server.data().join(format!("uploads/{hash}.{device}.part"));
    std::os::unix::fs::symlink("/dev/full", &part).unwrap();
    let refused = patch((&worker, &server), &hash, 0, file.len(), file.clone()).await;
    let (status, code, _) = problem(refused).await;
    assert_eq!((status, code.as_str()), (507, "storage-full"));
    assert_eq!(head(&worker, &server, &hash).await.2, "?0");
    // Somebody makes room, and the phone goes on.
    std::fs::remove_file(&part).unwrap();
    send(&worker, &server, &file).await;
    assert_eq!(head(&worker, &server, &hash).await.2, "?1");
}
