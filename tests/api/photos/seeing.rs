//! Who may have a photo: those who see a record that names it, if whoever wrote that has had its bytes. A hash opens nothing.

use gridloop_shared::command::Command;
use gridloop_shared::model::{PhotoHash, Term, Timestamp};

use super::{asked, head, not_found, not_yet, patch, picture, refer, send};
use crate::support::{Phone, Server};

#[tokio::test]
async fn a_record_may_come_before_its_photo_and_says_so_to_those_who_see_it() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let stranger = Phone::sign_in(&server, "xuhuimin").await;
    let file = picture(5_000);
    let hash = PhotoHash::of(&file);
    assert_eq!(asked(&desk, &server, &hash).await, not_found());
    worker.report("c05/c05-g1", vec![refer(&hash, file.len())]);
    worker.push_admitted(&server).await;
    for phone in [&worker, &desk] {
        assert_eq!(asked(phone, &server, &hash).await, not_yet());
    }
    assert_eq!(asked(&stranger, &server, &hash).await, not_found());
    send(&worker, &server, &file).await;
    for phone in [&worker, &desk] {
        assert_eq!(asked(phone, &server, &hash).await.0, 200);
    }
    assert_eq!(asked(&stranger, &server, &hash).await, not_found());
}

/// A photo that the worker has sent and named, and somebody who has picked up its hash and sees nothing of it.
struct Story {
    server: Server,
    worker: Phone,
    mallory: Phone,
    file: Vec<u8>,
    hash: PhotoHash,
}

impl Story {
    async fn begin() -> Self {
        let server = Server::start().await;
        let mut worker = Phone::sign_in(&server, "wangge").await;
        let mallory = Phone::sign_in(&server, "xuhuimin").await;
        let file = picture(5_000);
        let hash = send(&worker, &server, &file).await;
        worker.report("c05/c05-g1", vec![refer(&hash, file.len())]);
        worker.push_admitted(&server).await;
        Self {
            server,
            worker,
            mallory,
            file,
            hash,
        }
    }

    /// Mallory reports something of her own and names the photo.
    async fn mallory_names_it(&mut self) {
        let area = self.own_area();
        let photo = refer(&self.hash, self.file.len());
        self.mallory.report(&area, vec![photo]);
        self.mallory.push_admitted(&self.server).await;
    }

    /// A place where Mallory may report.
    fn own_area(&self) -> String {
        use gridloop_shared::model::Scope;
        let grants = &self.mallory.principal.grants;
        let place = grants.iter().find_map(|grant| match &grant.scope {
            Scope::Grids(grids) => {
                let grid = grids[0].to_string();
                let (community, _) = grid.split_once('-').unwrap();
                Some(format!("{community}/{grid}"))
            }
            Scope::Communities(communities) => {
                let community = communities[0].to_string();
                Some(format!("{community}/{community}-g1"))
            }
            _ => None,
        });
        place.unwrap()
    }
}

#[tokio::test]
async fn who_knows_a_hash_does_not_get_the_photo_by_naming_it() {
    let mut story = Story::begin().await;
    story.mallory_names_it().await;
    let Story {
        server,
        worker,
        mallory,
        hash,
        ..
    } = &story;
    let nothing = PhotoHash::of(b"nothing has this hash");
    assert_eq!(asked(mallory, server, hash).await, not_yet());
    let small = super::get(mallory, server, hash, "?size=thumb").await;
    assert_eq!(small.status(), 404);
    // And is told nothing that would differ if the photo were not there.
    assert_eq!(head(mallory, server, hash).await.0, 404);
    assert_eq!(head(mallory, server, &nothing).await.0, 404);
    let first = patch((mallory, server), hash, 0, 5_000, vec![1]).await;
    let other = patch((mallory, server), &nothing, 0, 5_000, vec![1]).await;
    for answer in [&first, &other] {
        assert_eq!(answer.status(), 204);
        assert_eq!(answer.headers()["upload-complete"], "?0");
        assert_eq!(answer.headers()["upload-offset"], "1");
    }
    assert_eq!(asked(mallory, server, hash).await, not_yet());
    // Nor does anybody lose it.
    assert_eq!(asked(worker, server, hash).await.0, 200);
}

#[tokio::test]
async fn who_sees_a_report_of_somebody_who_only_knows_the_hash_does_not_see_the_photo_through_it() {
    let mut story = Story::begin().await;
    story.mallory_names_it().await;
    let committee = Phone::sign_in(&story.server, "juwei").await;
    let desk = Phone::sign_in(&story.server, "dudao").await;
    let (server, hash) = (&story.server, &story.hash);
    // The desk sees the worker's report too, and with it the photo; the committee of the worker's ground does as well.
    assert_eq!(asked(&desk, server, hash).await.0, 200);
    assert_eq!(asked(&committee, server, hash).await.0, 200);
    assert_eq!(asked(&story.mallory, server, hash).await, not_yet());
}

#[tokio::test]
async fn who_has_the_bytes_too_sends_them_and_shows_them() {
    let mut story = Story::begin().await;
    story.mallory_names_it().await;
    send(&story.mallory, &story.server, &story.file).await;
    let (server, hash) = (&story.server, &story.hash);
    assert_eq!(asked(&story.mallory, server, hash).await.0, 200);
    assert_eq!(asked(&story.worker, server, hash).await.0, 200);
    let whole = head(&story.mallory, server, hash).await;
    assert_eq!(whole, (200, "5000".to_owned(), "?1".to_owned()));
}

#[tokio::test]
async fn who_may_see_a_photo_names_it_without_sending_it_and_shows_it_on() {
    let mut story = Story::begin().await;
    let mut desk = Phone::sign_in(&story.server, "dudao").await;
    desk.pull(&story.server).await;
    let case = *desk.documents.keys().next().unwrap();
    let handed = Command::Dispatch {
        department: "enforcement".parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(1_800_000_000_000)),
    };
    desk.act(case, Command::Accept);
    desk.act(case, handed);
    desk.push_admitted(&story.server).await;
    let mut handler = Phone::sign_in(&story.server, "zhifa").await;
    // Sees the case, and so the photo; the phone finds it whole when it asks.
    assert_eq!(head(&handler, &story.server, &story.hash).await.2, "?1");
    handler.pull(&story.server).await;
    handler.act(case, Command::Start);
    let again = refer(&story.hash, story.file.len());
    handler.act(
        case,
        Command::ReportBack {
            outcome: "已清理".into(),
            adoption: None,
            photos: vec![again],
        },
    );
    handler.push_admitted(&story.server).await;
    let (server, hash) = (&story.server, &story.hash);
    assert_eq!(asked(&story.worker, server, hash).await.0, 200);
    // Who left the case behind has had the bytes, and sees no record any more.
    desk.pull(&story.server).await;
    story.worker.pull(&story.server).await;
    let stranger = Phone::sign_in(&story.server, "wuguan").await;
    assert_eq!(asked(&stranger, server, hash).await, not_found());
    assert_eq!(head(&stranger, server, hash).await.0, 404);
}

#[tokio::test]
async fn whose_photo_it_is_is_told_without_a_record() {
    let server = Server::start().await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let second = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let hash = send(&worker, &server, &picture(5_000)).await;
    assert_eq!(head(&worker, &server, &hash).await.2, "?1");
    assert_eq!(head(&second, &server, &hash).await.2, "?1", "one person");
    // Not even to somebody who sees all of the subdistrict's records.
    assert_eq!(head(&desk, &server, &hash).await.0, 404);
    assert_eq!(asked(&desk, &server, &hash).await, not_found());
    assert_eq!(asked(&worker, &server, &hash).await, not_found());
}
